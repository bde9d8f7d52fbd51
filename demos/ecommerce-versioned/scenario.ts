import { deepEqual } from "node:assert/strict";
import { play, type Stage } from "demo-harness";

const MANAGER = "upgrade-manager/order";

function payments(stage: Stage): void {
  stage.service("shop-payments", ({ thread }) => `receipt of ${thread}`);
}

/** Waits until the thread has started that many times. */
async function started(stage: Stage, thread: string, times: number): Promise<void> {
  for (let seen = 0; seen < times;) {
    if ((await stage.nextJson<{ kind: string }>("workflow-events", thread)).kind === "started") seen++;
  }
}

export default [
  play("A cart is filled in 1.0 and paid in 1.1, with a voucher", async (stage) => {
    payments(stage);
    await stage.start(MANAGER, {
      workflow: "upgrade-manager", version: "1.0.0", kind: "start", bookingId: "order", payload: { workflow: "order", version: "1.0.0" },
    });
    await stage.settle(MANAGER, "book", { bookingId: "o-1", payload: { customer: "ada" } });
    await started(stage, "order-1/o-1", 1);
    await stage.settle("order-1/o-1", "cart", { add: { item: "lamp", cents: 3_000 } });
    await stage.settle(MANAGER, "release", { version: "1.1.0" });
    deepEqual(await stage.nextJson("workflow-result", "order-1/o-1"), { handedOffTo: "1.1.0" });
    await started(stage, "order-1/o-1", 1);
    await stage.settle("order-1/o-1", "cart", { voucher: "SPRING" });
    await stage.settle("order-1/o-1", "cart", { checkOut: true });
    deepEqual(await stage.nextJson("workflow-result", "order-1/o-1"), { paid: 2_500, receipt: "receipt of order-1/o-1" });
  }),
  play("An order of 2.0 begins in a family of its own", async (stage) => {
    payments(stage);
    await stage.settle(MANAGER, "release", { version: "2.0.0" });
    await stage.settle(MANAGER, "book", { bookingId: "o-2", payload: { customer: "bob" } });
    await started(stage, "order-2/o-2", 1);
    await stage.settle("order-2/o-2", "cart", { article: "lamp", count: 2 });
    await stage.settle("order-2/o-2", "cart", { checkOut: { currency: "SEK", amount: 600 } });
    deepEqual(await stage.result("order-2/o-2"), { articles: { lamp: 2 }, paid: 600, receipt: "receipt of order-2/o-2" });
  }),
];
