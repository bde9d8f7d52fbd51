declare module "promises-aplus-tests" {
  export interface Adapter {
    resolved(value: unknown): PromiseLike<unknown>;
    rejected(reason: unknown): PromiseLike<unknown>;
    deferred(): { promise: PromiseLike<unknown>; resolve(value: unknown): void; reject(reason: unknown): void };
  }
  /** Runs the suite with mocha; `done` gets null, or an error that counts the failures. */
  export default function run(adapter: Adapter, options: object, done: (error: Error | null) => void): void;
}
