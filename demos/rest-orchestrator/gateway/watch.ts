/** Those who wait until something is so. */
export class Watch {
  readonly #waiting = new Set<() => void>();

  /** To be called whenever something may have changed. */
  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** @returns whether `isSo` became true, or was, within `ms` */
  async until(isSo: () => boolean, ms: number): Promise<boolean> {
    if (isSo()) return true;
    return await new Promise<boolean>((resolve) => {
      const end = (was: boolean): void => {
        clearTimeout(late);
        this.#waiting.delete(look);
        resolve(was);
      };
      const look = (): void => {
        if (isSo()) end(true);
      };
      const late = setTimeout(() => end(false), ms);
      this.#waiting.add(look);
    });
  }
}
