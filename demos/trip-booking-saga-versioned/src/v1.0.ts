import { refId } from "kafka-workflow";
import { type Envelope, handOff, newVersion } from "workflow-versioning";
import { giveBack, reserve } from "./requests.js";

export interface Trip {
  city: string;
}

/** What 1.0 hands over: a trip that waits for the customer's word. Later minor versions have to understand it. */
export interface Reserved extends Trip {
  hotel: string;
  flight: string;
}

/** 1.0: a hotel, then a flight, then the customer confirms. */
export async function start(envelope: Envelope<Trip>): Promise<unknown> {
  const reserved = await reserveTrip(envelope.payload.city);
  try {
    const version = await Promise.race([newVersion(), refId("confirm").then(() => undefined)]);
    return version === undefined ? reserved : handOff(envelope, version, reserved);
  } catch (reason) {
    giveBackTrip(reserved);
    throw reason;
  }
}

export async function reserveTrip(city: string): Promise<Reserved> {
  const hotel = await reserve("hotel", city);
  try {
    return { city, hotel, flight: await reserve("flight", city) };
  } catch (reason) {
    giveBack("hotel", hotel);
    throw reason;
  }
}

export function giveBackTrip({ hotel, flight }: Reserved): void {
  giveBack("flight", flight);
  giveBack("hotel", hotel);
}
