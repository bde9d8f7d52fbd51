/** An instance as it tells of itself; one that was started without an event may have no variables. */
export interface Instance {
  readonly id: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** Whoever knows the instances. The filter is given to it: nobody lists them all to look for one (0-12). */
export interface Instances {
  find(attribute: string, value: string): Promise<readonly Instance[]>;
}

/** Pauses between two looks, and so how many there are: 6.3 s in all. */
export const PAUSES_MS: readonly number[] = [100, 200, 400, 800, 1_600, 1_600, 1_600];

/**
 * Looks for the instance with a correlation value, again and again with growing pauses, for a bounded time.
 *
 * @param sleep waits so many milliseconds
 * @returns undefined when it has not shown up
 */
export async function awaitInstance(instances: Instances, attribute: string, value: string, sleep: (ms: number) => Promise<void>, pausesMs = PAUSES_MS): Promise<string | undefined> {
  for (let looks = 0; ; looks++) {
    const found = (await instances.find(attribute, value)).find(({ variables }) => variables?.[attribute] === value);
    if (found !== undefined || looks === pausesMs.length) return found?.id;
    await sleep(pausesMs[looks]!);
  }
}

const KEPT_MAX = 10_000;

/** The instances that have told of themselves on a topic since this object reads it, by variable and value; the oldest go first. */
export class InstanceIndex implements Instances {
  readonly #byValue = new Map<string, Instance>();

  /** Takes a record's value; one that tells of no instance, or of one without variables, is left out. */
  add(value: string | null): void {
    const instance = instanceOf(value);
    for (const [attribute, of] of Object.entries(instance?.variables ?? {})) this.#byValue.set(JSON.stringify([attribute, of]), instance!);
    for (const oldest of this.#byValue.keys()) {
      if (this.#byValue.size <= KEPT_MAX) break;
      this.#byValue.delete(oldest);
    }
  }

  async find(attribute: string, value: string): Promise<readonly Instance[]> {
    const found = this.#byValue.get(JSON.stringify([attribute, value]));
    return found === undefined ? [] : [found];
  }
}

function instanceOf(value: string | null): Instance | undefined {
  try {
    const found = JSON.parse(value ?? "null") as Instance | null;
    return typeof found?.id === "string" && typeof (found.variables ?? {}) === "object" ? found : undefined;
  } catch {
    return undefined; // somebody else's record: there is nothing to find in it
  }
}
