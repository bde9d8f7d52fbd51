/** Jobs of one partition are done side by side; its offset moves on when all before it are done. */
export class Progress<Message extends { readonly offset: bigint }> {
  /** In the order of their offsets; whether each is done. */
  readonly #open = new Map<bigint, { readonly message: Message; isDone: boolean }>();

  /** @returns false for a message that is being worked on already: after a rebalance the same ones may come again */
  begin(message: Message): boolean {
    if (this.#open.has(message.offset)) return false;
    this.#open.set(message.offset, { message, isDone: false });
    return true;
  }

  /** @returns the message up to which, it included, everything is done now; undefined when that has not moved */
  done(offset: bigint): Message | undefined {
    const entry = this.#open.get(offset);
    if (entry !== undefined) entry.isDone = true;
    let last: Message | undefined;
    for (const [at, { message, isDone }] of this.#open) {
      if (!isDone) break;
      last = message;
      this.#open.delete(at);
    }
    return last;
  }
}
