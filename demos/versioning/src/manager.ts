import { ensureThread, refId, threadId } from "kafka-workflow";
import { send } from "./carrier.js";
import { type Envelope, threadIdOf } from "./envelope.js";
import { changeOf, isVersion } from "./version.js";

/** The message `book`: starts a booking on the version that is current. */
export interface Booking {
  bookingId: string;
  payload: unknown;
}

/**
 * The message `release`: a version is there, at once or after a delay. The running bundle has to have it already. A delayed one replaces an earlier one of the
 * same version that is still to come.
 */
export interface NewRelease {
  version: string;
  delayMs?: number;
}

/** Thread id of the upgrade manager of a workflow. */
export function managerOf(workflow: string): string {
  return `upgrade-manager/${workflow}`;
}

/**
 * The upgrade manager: an ordinary workflow that sends records. It starts bookings on the current version, and tells those that run of a new minor
 * one. A patch is for those that start later, a major version for those that start later in a family of their own.
 */
export async function manageUpgrades({ payload }: Envelope<{ workflow: string; version: string }>): Promise<never> {
  const { workflow } = payload;
  let current = payload.version;
  /** Version of each booking that runs, by thread id. */
  const running = new Map<string, string>();

  void forEach<Booking>("book", ({ bookingId, payload }) => {
    const thread = threadIdOf(workflow, current, bookingId);
    if (running.has(thread)) return;
    ensureThread({ workflow, version: current, kind: "start", bookingId, payload } satisfies Envelope, thread);
    running.set(thread, current);
  });
  void forEach<string>("ended", (thread) => void running.delete(thread));

  return await forEach<NewRelease>("release", ({ version, delayMs = 0 }) => {
    if (!isVersion(version)) return console.error(`not released: "${version}" is no version such as 1.0.0`);
    if (delayMs > 0) return send(threadId, "release", { version }, delayMs);
    current = version;
    for (const [thread, since] of running) {
      if (changeOf(since, version) !== "minor") continue;
      send(thread, "new-version", version);
      running.set(thread, version);
    }
  });
}

async function forEach<Message>(name: string, act: (message: Message) => void): Promise<never> {
  for (;;) act(await refId<Message>(name));
}
