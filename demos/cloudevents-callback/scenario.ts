import { deepEqual, equal } from "node:assert/strict";
import { type Stage, play } from "demo-harness";

/** In binary mode: attributes in headers. */
async function place(stage: Stage, id: string, orderref: string): Promise<void> {
  await stage.send("order.placed", orderref, JSON.stringify({ item: "book", total: 12 }), {
    ce_specversion: "1.0", ce_id: id, ce_source: "/shop", ce_type: "order.placed", ce_orderref: orderref, "content-type": "application/json",
  });
}

/** In structured mode: all of it in the value. */
async function callBack(stage: Stage, instance: string, type: string, data?: object): Promise<void> {
  const event = { specversion: "1.0", id: `callback-of-${instance}`, source: "/payments", type, subject: instance, ...(data === undefined ? {} : { data }) };
  await stage.send("order.callbacks", instance, JSON.stringify(event), { "content-type": "application/CloudEvents+json; charset=UTF-8" });
}

export default [
  play("An event places an order, its instance is found by correlation, and a callback event completes it", async (stage) => {
    await place(stage, "e-1", "ref-1");
    const { id } = await stage.nextJson<{ id: string }>("order.instances", "ref-1");
    equal(id, "order-e-1");
    const asked = await stage.next("order.events", id);
    deepEqual([asked.headers["ce_type"], asked.headers["ce_subject"], asked.headers["ce_orderref"], asked.value], ["payment.requested", id, "ref-1", '{"item":"book","total":12}']);
    await callBack(stage, id, "payment.made");
    deepEqual(await stage.result(id), { item: "book", state: "completed" });
    const done = await stage.nextJson<Record<string, unknown>>("order.events", id);
    deepEqual([done["type"], done["orderref"], done["data"]], ["order.completed", "ref-1", { item: "book" }]);
  }),

  play("The same event twice is one order, and a refused payment rejects it", async (stage) => {
    await place(stage, "e-2", "ref-2");
    await place(stage, "e-2", "ref-2");
    const { id } = await stage.nextJson<{ id: string }>("order.instances", "ref-2");
    await stage.next("order.events", id);
    await callBack(stage, id, "payment.refused", { reason: "no cover" });
    deepEqual(await stage.result(id), { item: "book", state: "rejected" });
    equal(stage.seen("order.instances", "ref-2").length, 1);
  }),

  play("An event that is none is a dead letter, and the next one is read", async (stage) => {
    await stage.send("order.placed", "ref-3", "{}", { ce_specversion: "1.0", ce_source: "/shop", ce_type: "order.placed" });
    const letter = await stage.next("workflow-dead-letter", "ref-3");
    equal(letter.headers["workflow-reason"], "input/failed");
    await place(stage, "e-3", "ref-3");
    const { id } = await stage.nextJson<{ id: string }>("order.instances", "ref-3");
    await callBack(stage, id, "payment.made");
    deepEqual(await stage.result(id), { item: "book", state: "completed" });
  }),
];
