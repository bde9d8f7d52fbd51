import { refId } from "kafka-workflow";
import { type Envelope, handOff, newVersion, type Release } from "workflow-versioning";
import { reserve } from "./requests.js";
import { giveBackTrip, type Reserved, reserveTrip, type Trip } from "./v1.0.js";

interface Confirmation {
  insured?: boolean;
}

/** 1.1: the customer may have the trip insured when they confirm. What they get when they say nothing was wrong in 1.1.0. */
export function release({ isInsuredByDefault }: { isInsuredByDefault: boolean }): Release {
  return {
    start: async (envelope: Envelope<Trip>) => await confirm(envelope, await reserveTrip(envelope.payload.city)),
    handoff: async (envelope: Envelope<Reserved>) => await confirm(envelope, envelope.payload),
  };

  async function confirm(envelope: Envelope, reserved: Reserved): Promise<unknown> {
    // made anew after a handoff: what crosses a record is data, not the older version's catch block
    try {
      const next = await Promise.race([
        newVersion().then((version) => ({ version })),
        refId<Confirmation | undefined>("confirm").then((confirmation) => ({ confirmation })),
      ]);
      if ("version" in next) return handOff(envelope, next.version, reserved);
      if (!(next.confirmation?.insured ?? isInsuredByDefault)) return reserved;
      return { ...reserved, insurance: await reserve("insurance", reserved.city) };
    } catch (reason) {
      giveBackTrip(reserved);
      throw reason;
    }
  }
}
