import { refId } from "kafka-workflow";
import type { Envelope } from "workflow-versioning";
import { giveBack, reserve } from "./requests.js";

/** 2.0: one package from one provider, and another kind of request. Nothing of a 1.x trip would fit, so nothing is handed over. */
export async function start({ payload }: Envelope<{ cities: string[] }>): Promise<{ package: string }> {
  const reservation = await reserve("package", payload.cities.join(" and "));
  try {
    await refId("confirm");
    return { package: reservation };
  } catch (reason) {
    giveBack("package", reservation);
    throw reason;
  }
}
