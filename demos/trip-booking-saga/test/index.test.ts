import { describe, expect, test } from "vitest";
import { Booking, kinds, reservationOf, type Kind } from "./booking.js";

const reloads = ["never", "step", "microtask"] as const;

const orders: readonly (readonly Kind[])[] = [
  ["car", "hotel", "flight"], ["car", "flight", "hotel"], ["hotel", "car", "flight"],
  ["hotel", "flight", "car"], ["flight", "car", "hotel"], ["flight", "hotel", "car"],
];

describe.each(reloads)("saved and reloaded: %s", (reload) => {
  test("the first step sends all three requests and sets the timer (1-47)", async () => {
    const { thread, timers, refs } = await Booking.start(reload);
    const request = { city: "Lisbon", from: "2027-03-01", to: "2027-03-08" };
    expect(thread.outputs.map((record) => [record.topic, record.key, record.json])).toEqual([
      ["saga-reserve-car", thread.id, { ref: refs.car, ...request }],
      ["saga-reserve-hotel", thread.id, { ref: refs.hotel, ...request }],
      ["saga-reserve-flight", thread.id, { ref: refs.flight, ...request }],
      ["workflow-scheduler", timers[0], 60_000],
    ]);
    expect(new Set(Object.values(refs)).size).toBe(3);
    expect(thread.openRefs.map((ref) => ref.id)).toContain("cancel");
  });

  test.each(orders)("confirmations in the order %s, %s, %s make a booking", async (...order) => {
    const booking = await Booking.start(reload);
    for (const kind of order) booking.confirm(kind);
    expect(booking.thread.status).toBe("completed");
    expect(booking.thread.result).toEqual({ car: "CAR-1", hotel: "HOTEL-1", flight: "FLIGHT-1" });
    expect(booking.aftermath, "the timer is taken back (1-46), nothing else").toEqual(["timer 0"]);
    expect(booking.timers).toEqual([]);
  });

  test("a refused hotel gives back what was confirmed and voids what was not", async () => {
    const { thread, aftermath, timers } = (await Booking.start(reload)).confirm("car").refuse("hotel");
    expect(aftermath).toEqual(["cancel-flight", "timer 0", "cancel-car CAR-1"]);
    expect(thread.status).toBe("failed");
    expect(thread.error!.text).toBe("no hotel left");
    expect(timers).toEqual([]);
  });

  test("a timeout cancels the pending branch before the compensations run, these in reverse order (1-45)", async () => {
    const { thread, aftermath } = await timedOut(reload);
    expect(aftermath).toEqual(["cancel-flight", "cancel-hotel HOTEL-1", "cancel-car CAR-1"]);
    expect(thread.status).toBe("failed");
    expect(thread.error).toMatchObject({ name: "Error", message: "not all reservations were confirmed within 5000 ms" });
  });

  test("just before the timeout nothing happens", async () => {
    const booking = await Booking.start(reload, { timeoutMs: 5_000 });
    booking.confirm("car").confirm("flight").thread.advance(4_999);
    expect(booking.aftermath).toEqual([]);
    booking.confirm("hotel").thread.advance(60_000);
    expect(booking.thread.status).toBe("completed");
  });

  test("the customer cancels with a message of the domain", async () => {
    const { thread, aftermath, timers } = await cancelledByCustomer(reload);
    expect(aftermath.slice(0, 3).sort()).toEqual(["cancel-car", "cancel-flight", "timer 0"]);
    expect(aftermath.slice(3)).toEqual(["cancel-hotel HOTEL-1"]);
    expect(thread.status).toBe("failed");
    expect(thread.error!.text).toBe("Error: the customer cancelled: too expensive");
    expect(timers).toEqual([]);
  });

  test("an operator cancels the thread: the same cleanup, and the thread ends as cancelled", async () => {
    const { thread, aftermath, timers } = await cancelledByOperator(reload);
    expect(aftermath.slice(0, 3).sort()).toEqual(["cancel-car", "cancel-flight", "timer 0"]);
    expect(aftermath.slice(3)).toEqual(["cancel-hotel HOTEL-1"]);
    expect(thread.status).toBe("cancelled");
    expect(timers).toEqual([]);
  });

  test("late replies find nobody and change nothing (1-42)", async () => {
    for (const end of [timedOut, cancelledByCustomer, cancelledByOperator]) {
      const booking = await end(reload);
      const before = booking.aftermath;
      for (const kind of kinds) expect(() => booking.confirm(kind)).toThrow("testing/thread-ended");
      booking.thread.advance(100_000);
      expect(booking.aftermath).toEqual(before);
      expect(booking.timers).toEqual([]);
    }
  });

  test("two bookings share nothing (1-D6)", async () => {
    const first = await Booking.start(reload);
    const second = await Booking.start(reload);
    first.confirm("car");
    second.confirm("hotel").refuse("car");
    expect(second.aftermath).toEqual(["cancel-flight", "timer 0", "cancel-hotel HOTEL-1"]);
    expect(first.aftermath).toEqual([]);
    first.confirm("hotel").confirm("flight");
    expect(first.thread.status).toBe("completed");
  });

  test("however a booking fails, each request is given back or voided exactly once", async () => {
    for (const order of orders) {
      for (const confirmed of [0, 1, 2]) {
        for (const fail of failures) {
          const booking = await Booking.start(reload, { timeoutMs: 5_000 });
          for (const kind of order.slice(0, confirmed)) booking.confirm(kind);
          const refused = fail(booking, order[confirmed]!);
          const story = `${order.join(", ")}; ${confirmed} confirmed; ${fail.name}`;
          expect(booking.thread.status, story).not.toBe("waiting");
          for (const [i, kind] of order.entries()) {
            const expected = kind === refused ? [] : [{ ref: booking.refs[kind], ...(i < confirmed ? { reservation: reservationOf(kind) } : {}) }];
            expect(booking.cancels(kind), `${story}: ${kind}`).toEqual(expected);
          }
          expect(booking.timers, story).toEqual([]);
        }
      }
    }
  });
});

test("a waiting booking is small", async () => {
  const { thread } = await Booking.start("step");
  expect(thread.bodyBytes).toBeLessThan(450);
});

const timedOut = async (reload: (typeof reloads)[number]): Promise<Booking> => {
  const booking = await Booking.start(reload, { timeoutMs: 5_000 });
  booking.confirm("car").confirm("hotel").thread.advance(5_000);
  return booking;
};

const cancelledByCustomer = async (reload: (typeof reloads)[number]): Promise<Booking> => {
  const booking = await Booking.start(reload);
  booking.confirm("hotel").thread.resume("cancel", "too expensive");
  return booking;
};

const cancelledByOperator = async (reload: (typeof reloads)[number]): Promise<Booking> => {
  const booking = await Booking.start(reload);
  booking.confirm("hotel").thread.cancel("booking closed");
  return booking;
};

/** Each makes the booking fail, and returns the request that its own service refused, if any. */
const failures: readonly ((booking: Booking, next: Kind) => Kind | undefined)[] = [
  function theNextIsRefused(booking, next) {
    booking.refuse(next);
    return next;
  },
  function timeout(booking) {
    booking.thread.advance(5_000);
    return undefined;
  },
  function customer(booking) {
    booking.thread.resume("cancel", "x");
    return undefined;
  },
  function operator(booking) {
    booking.thread.cancel("x");
    return undefined;
  },
];
