import { ByteWriter } from "../codec/byte-writer.js";
import { type Message, writeMessage } from "../codec/header.js";
import { mailboxFull } from "./errors.js";

/** What an engine allows by default. */
const MESSAGES_MAX = 1_000;
const BYTES_MAX = 100_000;

/** The mailbox of docs/protocol.md: messages of one thread for refs that it does not await yet, oldest first. */
export class Mailbox {
  readonly #messages: Message[] = [];

  constructor(readonly threadId: string) {}

  /** Record values, oldest first. */
  get records(): readonly string[] {
    return this.#messages.map((message) => message.json);
  }

  /** True when a message waits for this ref: a later one queues behind it. */
  holds(ref: string): boolean {
    return this.#messages.some((message) => message.ref === ref);
  }

  /** @throws WorkflowError `testing/mailbox-full` */
  keep(ref: string, json: string, offset: number, nowEpochMs: number): void {
    const message: Message = { ref, offset, timestampEpochMs: nowEpochMs, json, headers: [] };
    const out = new ByteWriter();
    for (const each of [...this.#messages, message]) writeMessage(out, each);
    if (this.#messages.length >= MESSAGES_MAX || out.finish().length > BYTES_MAX) throw mailboxFull(this.threadId, ref);
    this.#messages.push(message);
  }

  /** Takes the oldest message that one of the open refs waits for. */
  takeFor(open: readonly { readonly id: string }[]): Message | undefined {
    const at = this.#messages.findIndex((message) => open.some((ref) => ref.id === message.ref));
    return at < 0 ? undefined : this.#messages.splice(at, 1)[0];
  }

  /** Takes what nobody read. */
  takeAll(): readonly Message[] {
    return this.#messages.splice(0);
  }
}
