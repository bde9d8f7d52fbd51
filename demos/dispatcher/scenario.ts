import { deepEqual, equal } from "node:assert/strict";
import { play } from "demo-harness";

export default [
  play("One bundle, two workflows: a parcel is sent, an invoice is paid", async (stage) => {
    stage.service("warehouse", ({ thread }) => `T-${thread}`);
    stage.service("billing", ({ body }) => body["cents"]);
    await stage.start("s-1", { workflow: "shipment", payload: { item: "lamp" } });
    await stage.start("i-1", { workflow: "invoice", payload: { customer: "ada", cents: 500 } });
    deepEqual(await stage.result("s-1"), { trackingNumber: "T-s-1" });
    deepEqual(await stage.result("i-1"), { paid: 500 });
  }),
  play("The invoice has started a reminder, which is a third workflow; it is told to stop", async (stage) => {
    await stage.settle("i-1/reminder", "stop");
    deepEqual(await stage.result("i-1/reminder"), { sent: 0 });
  }),
  play("Nobody knows a workflow of that name", async (stage) => {
    await stage.start("x-1", { workflow: "refund", payload: {} });
    equal(await stage.error("x-1"), 'Error: no workflow "refund"; there are invoice, reminder, shipment');
  }),
];
