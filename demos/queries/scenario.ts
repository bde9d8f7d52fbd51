import { deepEqual } from "node:assert/strict";
import { play } from "demo-harness";

export default [
  play("An order is asked where it is, before and after it is packed", async (stage) => {
    await stage.start("o-1", { item: "book" });
    await stage.settle("o-1", "query", { id: "q-1" });
    deepEqual(await stage.nextJson("order-answers", "o-1"), { id: "q-1", item: "book", state: "placed" });
    await stage.settle("o-1", "packed");
    await stage.settle("o-1", "query", { id: "q-2" });
    deepEqual(await stage.nextJson("order-answers", "o-1"), { id: "q-2", item: "book", state: "packed" });
    await stage.settle("o-1", "shipped");
    deepEqual(await stage.result("o-1"), "shipped");
  }),
];
