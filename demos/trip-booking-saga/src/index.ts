import * as W from "kafka-workflow";

export const manifest = {
  outputTopics: [
    "saga-reserve-car", "saga-reserve-hotel", "saga-reserve-flight",
    "saga-cancel-car", "saga-cancel-hotel", "saga-cancel-flight",
    "workflow-scheduler",
  ],
};

export interface Trip {
  city: string;
  from: string;
  to: string;
  /** How long the three services may take together, milliseconds. */
  timeoutMs?: number;
}

/** Reservation numbers, as the services gave them. */
export interface Booking {
  car: string;
  hotel: string;
  flight: string;
}

type Kind = keyof Booking;
type Compensation = () => void;

const TIMEOUT_MS = 60_000;

/** Books a car, a hotel and a flight, or none of them. The thread id is the booking's number. */
export default async function bookTrip(trip: Trip): Promise<Booking> {
  const compensations: Compensation[] = [];
  try {
    const [car, hotel, flight] = await Promise.race([
      Promise.all([
        reserve("car", trip, compensations),
        reserve("hotel", trip, compensations),
        reserve("flight", trip, compensations),
      ]),
      timeout(trip.timeoutMs ?? TIMEOUT_MS),
      cancelledByUser(),
    ]);
    return { car, hotel, flight };
  } catch (reason) {
    // every branch has ended by now: what was reserved is in the list, what was still asked for has cancelled itself
    for (const compensate of compensations.reverse()) compensate();
    throw reason;
  }
}

async function reserve(kind: Kind, { city, from, to }: Trip, compensations: Compensation[]): Promise<string> {
  const answer = W.ref<string>();
  W.outputJSON({ ref: answer.id, city, from, to }, `saga-reserve-${kind}`);
  try {
    const reservation = await answer;
    compensations.push(() => W.outputJSON({ ref: answer.id, reservation }, `saga-cancel-${kind}`));
    return reservation;
  } catch (reason) {
    // nobody waits for the answer any more, but the service may still be at work: cancelling an await does not cancel the job
    if (reason instanceof W.CancelToken) W.outputJSON({ ref: answer.id }, `saga-cancel-${kind}`);
    throw reason;
  }
}

async function timeout(ms: number): Promise<never> {
  const timer = W.ref<void>();
  W.output(String(ms), "workflow-scheduler", timer.key);
  try {
    await timer;
  } catch (reason) {
    if (reason instanceof W.CancelToken) W.output("0", "workflow-scheduler", timer.key);
    throw reason;
  }
  throw new Error(`not all reservations were confirmed within ${ms} ms`);
}

async function cancelledByUser(): Promise<never> {
  const why = await W.refId<string>("cancel");
  throw new Error(`the customer cancelled: ${why}`);
}
