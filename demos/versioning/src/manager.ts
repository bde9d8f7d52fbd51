import { ensureThread, refId, threadId } from "kafka-workflow";
import { send } from "./carrier.js";
import { type Envelope, threadIdOf } from "./envelope.js";
import { changeOf } from "./version.js";

/** The message `book`: starts a booking on the version that is current. */
export interface Booking {
  bookingId: string;
  payload: unknown;
}

/** The message `release`: a version is there, at once or after a delay. The running bundle has to have it already. */
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
  /** Version of each booking that runs. */
  const running = new Map<string, string>();

  void forEach<Booking>("book", ({ bookingId, payload }) => {
    const envelope: Envelope = { workflow, version: current, kind: "start", bookingId, payload };
    ensureThread(envelope, threadIdOf(workflow, current, bookingId));
    running.set(bookingId, current);
  });
  void forEach<string>("ended", (bookingId) => void running.delete(bookingId));

  return await forEach<NewRelease>("release", ({ version, delayMs }) => {
    if (delayMs !== undefined) return send(threadId, "release", { version }, delayMs);
    current = version;
    for (const [bookingId, since] of running) {
      if (changeOf(since, version) !== "minor") continue;
      send(threadIdOf(workflow, since, bookingId), "new-version", version);
      running.set(bookingId, version);
    }
  });
}

async function forEach<Message>(name: string, act: (message: Message) => void): Promise<never> {
  for (;;) act(await refId<Message>(name));
}
