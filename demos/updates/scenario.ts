import { deepEqual } from "node:assert/strict";
import { play } from "demo-harness";

export default [
  play("An order is changed three times, twice in vain, and shipped", async (stage) => {
    stage.service("stock-requests", ({ body }) => Number(body["quantity"]) <= 3);
    await stage.start("o-1", { item: "lamp", quantity: 2 });
    await stage.settle("o-1", "update", { id: "u-1", quantity: 5 });
    deepEqual(await stage.nextJson("order-updates", "o-1"), { id: "u-1", accepted: true, order: { item: "lamp", quantity: 5 } });
    await stage.settle("o-1", "update", { id: "u-2", quantity: 0 });
    deepEqual(await stage.nextJson("order-updates", "o-1"), { id: "u-2", accepted: false, why: "the quantity must be 1 to 10" });
    await stage.settle("o-1", "update", { id: "u-3", quantity: 9 });
    deepEqual(await stage.nextJson("order-updates", "o-1"), { id: "u-3", accepted: false, why: "there are no 4 more" });
    await stage.settle("o-1", "packed");
    await stage.settle("o-1", "update", { id: "u-4", quantity: 1 });
    deepEqual(await stage.nextJson("order-updates", "o-1"), { id: "u-4", accepted: false, why: "the order is packed" });
    await stage.settle("o-1", "shipped");
    deepEqual(await stage.result("o-1"), { item: "lamp", quantity: 5 });
  }),

  play("A client that saw no answer sends its update again", async (stage) => {
    await stage.start("o-2", { item: "lamp", quantity: 2 });
    const answer = { id: "u-1", accepted: true, order: { item: "lamp", quantity: 1 } };
    await stage.settle("o-2", "update", { id: "u-1", quantity: 1 });
    deepEqual(await stage.nextJson("order-updates", "o-2"), answer);
    await stage.settle("o-2", "update", { id: "u-1", quantity: 1 });
    deepEqual(await stage.nextJson("order-updates", "o-2"), answer);
  }),
];
