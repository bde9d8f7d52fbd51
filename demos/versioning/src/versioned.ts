import { threadId } from "kafka-workflow";
import { send } from "./carrier.js";
import type { Envelope } from "./envelope.js";
import { isHandedOff } from "./hand-off.js";
import { manageUpgrades, managerOf } from "./manager.js";

/** One version of a workflow: how it starts, and how it goes on with what an older minor version hands over. */
export interface Release {
  start(envelope: Envelope<never>): Promise<unknown>;
  /** Missing in versions that take nothing over. */
  handoff?(envelope: Envelope<never>): Promise<unknown>;
}

/** By version. */
export type Releases = Readonly<Record<string, Release>>;

/**
 * The entry of a bundle with several versions of one workflow and their upgrade manager: `export default versioned("trip-booking", {"1.0.0": ..., "1.1.0": ...})`.
 *
 * @returns the function that becomes what the envelope asks for. It throws for names, versions and handoffs that there are not
 */
export function versioned(workflow: string, releases: Releases): (envelope: Envelope) => Promise<unknown> {
  const byVersion = new Map(Object.entries(releases));
  return async (envelope) => {
    if (envelope.workflow === "upgrade-manager") return await manageUpgrades(envelope as Envelope<{ workflow: string; version: string }>);
    let isOver = true;
    try {
      const result = await chosen(envelope);
      isOver = !isHandedOff(result);
      return result;
    } finally {
      if (isOver) send(managerOf(envelope.workflow), "ended", threadId);
    }
  };

  function chosen(envelope: Envelope): Promise<unknown> {
    if (envelope.workflow !== workflow) throw new Error(`no workflow "${envelope.workflow}"; this bundle has ${workflow}`);
    const release = byVersion.get(envelope.version);
    if (release === undefined) throw new Error(`no version ${envelope.version} of ${workflow}; there are ${[...byVersion.keys()].join(", ")}`);
    if (envelope.kind === "start") return release.start(envelope as Envelope<never>);
    if (release.handoff === undefined) throw new Error(`version ${envelope.version} of ${workflow} takes nothing over`);
    return release.handoff(envelope as Envelope<never>);
  }
}
