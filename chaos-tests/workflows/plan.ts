/** What a thread's start says: which story it plays, and with what. The driver makes it (`generator/Story.java`). */
export type Plan =
  | { story: "saga"; order: "parallel" | "sequential"; stops: Answer[]; timeoutMs: number }
  | { story: "loop"; rounds: number; between: Answer | null }
  | { story: "echo" }
  | { story: "family"; children: Answer[]; isEnsuredTwice: boolean }
  | { story: "child"; number: number; parent: string; ref: string; answer: Answer }
  | { story: "clock"; napsMs: number[] }
  | { story: "waiter" }
  | { story: "sleeper"; memory: string }
  | { story: "thrower"; message: string; answer: Answer }
  | { story: "stumbler"; stumbles: number };

/** What the service is asked to answer; it does as it is told, so that the model knows the end. */
export interface Answer {
  say: "value" | "error" | "nothing";
  /** Milliseconds that the service takes. */
  afterMs: number;
  /** How often it says so. */
  copies: number;
}

/** What a thread is told from outside. `for` and `what` are checked: a thread must never hear what was meant for another. */
export interface Message {
  for: string;
  what: string;
}
