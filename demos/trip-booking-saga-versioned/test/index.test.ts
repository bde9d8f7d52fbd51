import { beforeEach, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";
import { type Envelope, managerOf, threadIdOf } from "workflow-versioning";

const DAY_MS = 24 * 3_600_000;

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  let manager: WorkflowThread;
  beforeEach(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
    const payload = { workflow: "trip-booking", version: "1.0.0" };
    const envelope: Envelope = { workflow: "upgrade-manager", version: "1.0.0", kind: "start", bookingId: "trip-booking", payload };
    manager = workflow.start(envelope, { threadId: managerOf("trip-booking") });
  });

  /** The thread of the booking as it is now: another one after a handoff. */
  const trip = (bookingId: string, version = "1.0.0"): WorkflowThread => workflow.thread(threadIdOf("trip-booking", version, bookingId))!;

  /** A booking whose hotel and flight are reserved. */
  function book(bookingId: string): WorkflowThread {
    manager.resume("book", { bookingId, payload: { city: "Riga" } });
    reserved(trip(bookingId), "HOT-1");
    reserved(trip(bookingId), "FLI-1");
    return trip(bookingId);
  }

  function release(version: string, delayMs?: number): void {
    manager.resume("release", { version, delayMs });
    workflow.advance(1);
  }

  test("1.0 to 1.1: a booking that waits is handed off as one record, with what it has", () => {
    const old = book("b-1");
    release("1.1.0");
    expect(old.result).toEqual({ handedOffTo: "1.1.0" });
    const record = old.outputs.at(-1)!;
    expect([record.topic, record.key, record.value]).toEqual(["workflow-resume", old.id, `init:${JSON.stringify({
      workflow: "trip-booking", version: "1.1.0", kind: "handoff", bookingId: "b-1", payload: { city: "Riga", hotel: "HOT-1", flight: "FLI-1" },
    })}`]);
    expect(trip("b-1")).not.toBe(old);
    trip("b-1").resume("confirm", { insured: true });
    reserved(trip("b-1"), "INS-1");
    expect(trip("b-1").result).toEqual({ city: "Riga", hotel: "HOT-1", flight: "FLI-1", insurance: "INS-1" });
  });

  test("a booking that is not ready hears of it where it is", () => {
    manager.resume("book", { bookingId: "b-1", payload: { city: "Riga" } });
    release("1.1.0");
    const old = trip("b-1");
    reserved(old, "HOT-1");
    expect(old.status).toBe("waiting");
    reserved(old, "FLI-1");
    expect(old.result).toEqual({ handedOffTo: "1.1.0" });
  });

  test("what 1.1 took over it gives back when it is cancelled", () => {
    book("b-1");
    release("1.1.0");
    trip("b-1").cancel("closed");
    expect(requests(trip("b-1"))).toEqual([
      { do: "cancel", kind: "flight", reservation: "FLI-1" }, { do: "cancel", kind: "hotel", reservation: "HOT-1" },
    ]);
  });

  test("1.1.1 is for bookings that start later; those that run are left alone", () => {
    release("1.1.0");
    const older = book("b-1");
    release("1.1.1");
    const newer = book("b-2");
    expect(older.status).toBe("waiting");
    older.resume("confirm");
    newer.resume("confirm");
    expect(requests(older).at(-1)).toMatchObject({ kind: "insurance" });
    expect(newer.result).toEqual({ city: "Riga", hotel: "HOT-1", flight: "FLI-1" });
  });

  test("a booking that was handed off to 1.1.0 is not bothered with 1.1.1 either", () => {
    book("b-1");
    release("1.1.0");
    const successor = trip("b-1");
    release("1.1.1");
    expect(successor.status).toBe("waiting");
    expect(successor.mailbox).toEqual([]);
  });

  test("2.0 starts fresh, in a family of its own, while 1.x bookings go on to their end", () => {
    const old = book("b-1");
    release("2.0.0");
    manager.resume("book", { bookingId: "b-1", payload: { cities: ["Riga", "Oslo"] } });
    const fresh = trip("b-1", "2.0.0");
    reserved(fresh, "PAC-1");
    fresh.resume("confirm");
    expect(fresh.result).toEqual({ package: "PAC-1" });
    old.resume("confirm");
    expect(old.result).toEqual({ city: "Riga", hotel: "HOT-1", flight: "FLI-1" });
  });

  test("a delayed release changes nothing before its time", () => {
    const old = book("b-1");
    release("1.1.0", DAY_MS);
    workflow.advance(DAY_MS - 2);
    expect(old.status).toBe("waiting");
    expect(startedOn(manager, "b-1")).toBe("1.0.0");
    workflow.advance(2);
    expect(old.result).toEqual({ handedOffTo: "1.1.0" });
    book("b-2");
    expect(startedOn(manager, "b-2")).toBe("1.1.0");
  });

  test("a booking that runs is not started again, and keeps hearing of its versions", () => {
    const old = book("b-1");
    release("1.1.1");
    expect(old.result).toEqual({ handedOffTo: "1.1.1" });
    manager.resume("book", { bookingId: "b-1", payload: { city: "Oslo" } });
    expect(requests(trip("b-1"))).toEqual([]);
    trip("b-1").resume("confirm");
    expect(trip("b-1").result).toMatchObject({ city: "Riga" });
  });

  test.each(["1.1", "newest"])("the manager survives a release of %j", (version) => {
    release(version);
    expect(manager.log).toEqual([`error: not released: "${version}" is no version such as 1.0.0`]);
    expect(book("b-1").status).toBe("waiting");
  });

  test("a release without delay comes at once", () => {
    const old = book("b-1");
    release("1.1.0", 0);
    expect(old.result).toEqual({ handedOffTo: "1.1.0" });
  });

  test("the manager forgets bookings that have ended, however they end", () => {
    book("b-1").resume("confirm");
    book("b-2").cancel("closed");
    manager.resume("book", { bookingId: "b-3", payload: { city: "Riga" } });
    trip("b-3").reject(lastRef(trip("b-3")), "no hotel left");
    workflow.advance(1);
    release("1.1.0");
    expect(workflow.undelivered).toEqual([]);
    expect(manager.outputs.filter((record) => record.topic === "workflow-scheduler")).toEqual([]);
  });

  test("a version or a handoff that there is not fails with a text that says so", () => {
    const envelope: Envelope = { workflow: "trip-booking", version: "3.0.0", kind: "start", bookingId: "b-1", payload: {} };
    expect(workflow.start(envelope).error!.message).toBe("no version 3.0.0 of trip-booking; there are 1.0.0, 1.1.0, 1.1.1, 2.0.0");
    const handoff = workflow.start({ ...envelope, version: "2.0.0", kind: "handoff" });
    expect(handoff.error!.message).toBe("version 2.0.0 of trip-booking takes nothing over");
  });
});

function requests(thread: WorkflowThread): { ref?: string; kind: string }[] {
  return thread.outputs.filter((record) => record.topic === "trip-requests").map((record) => record.json as { ref?: string; kind: string });
}

function lastRef(thread: WorkflowThread): string {
  return requests(thread).at(-1)!.ref!;
}

/** Answers the request that is open. */
function reserved(thread: WorkflowThread, reservation: string): void {
  thread.resume(lastRef(thread), reservation);
}

function startedOn(manager: WorkflowThread, bookingId: string): string {
  const starts = manager.outputs.filter((record) => record.topic === "workflow-resume").map((record) => JSON.parse(record.value!.slice("init:".length)) as Envelope);
  return starts.find((envelope) => envelope.bookingId === bookingId)!.version;
}
