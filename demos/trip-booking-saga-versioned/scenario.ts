import { deepEqual, equal } from "node:assert/strict";
import { play, type Stage } from "demo-harness";

const MANAGER = "upgrade-manager/trip-booking";

/** Answers reservations with numbers such as HOTEL-b-1. */
function travelAgency(stage: Stage): void {
  stage.service("trip-requests", ({ thread, body }) => `${String(body["kind"]).toUpperCase()}-${thread.split("/")[1]}`);
}

async function book(stage: Stage, bookingId: string, payload: object): Promise<void> {
  await stage.settle(MANAGER, "book", { bookingId, payload });
}

/** The booking has asked for its hotel and its flight. */
async function bothAsked(stage: Stage, thread: string): Promise<void> {
  equal((await stage.nextJson<{ kind: string }>("trip-requests", thread)).kind, "hotel");
  equal((await stage.nextJson<{ kind: string }>("trip-requests", thread)).kind, "flight");
}

export default [
  play("A booking of 1.0 waits; 1.1 is released; it goes on as 1.1, with what it has", async (stage) => {
    travelAgency(stage);
    await stage.start(MANAGER, {
      workflow: "upgrade-manager", version: "1.0.0", kind: "start", bookingId: "trip-booking", payload: { workflow: "trip-booking", version: "1.0.0" },
    });
    await book(stage, "b-1", { city: "Riga" });
    await bothAsked(stage, "trip-booking-1/b-1");
    await stage.settle(MANAGER, "release", { version: "1.1.0", delayMs: 500 });
    deepEqual(await stage.nextJson("workflow-result", "trip-booking-1/b-1"), { handedOffTo: "1.1.0" });
    // the successor exists when it says so: its events are on a topic of their own
    await started(stage, "trip-booking-1/b-1", 2);
    await stage.settle("trip-booking-1/b-1", "confirm", { insured: true });
    deepEqual(await stage.nextJson("workflow-result", "trip-booking-1/b-1"), {
      city: "Riga", hotel: "HOTEL-b-1", flight: "FLIGHT-b-1", insurance: "INSURANCE-b-1",
    });
  }),
  play("2.0 is released: new bookings are of another family", async (stage) => {
    travelAgency(stage);
    await stage.settle(MANAGER, "release", { version: "2.0.0" });
    await book(stage, "b-2", { cities: ["Riga", "Oslo"] });
    equal((await stage.nextJson<{ kind: string }>("trip-requests", "trip-booking-2/b-2")).kind, "package");
    await stage.settle("trip-booking-2/b-2", "confirm");
    deepEqual(await stage.result("trip-booking-2/b-2"), { package: "PACKAGE-b-2" });
  }),
];

/** Waits until the thread has started that many times. */
async function started(stage: Stage, thread: string, times: number): Promise<void> {
  for (let seen = 0; seen < times;) {
    if ((await stage.nextJson<{ kind: string }>("workflow-events", thread)).kind === "started") seen++;
  }
}
