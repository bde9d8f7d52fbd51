import { ref } from "kafka-workflow";
import { assign, createActor, setup } from "xstate";

const door = setup({ types: { context: {} as { opened: number }, events: {} as { type: "PUSH" } } }).createMachine({
  initial: "closed",
  context: { opened: 0 },
  states: {
    closed: { on: { PUSH: { target: "open", actions: assign({ opened: ({ context }) => context.opened + 1 }) } } },
    open: { on: { PUSH: "closed" } },
  },
});

export default async function main() {
  const actor = createActor(door);
  const seen: unknown[] = [];
  actor.subscribe((snapshot) => seen.push(snapshot.value));
  actor.start();
  actor.send({ type: "PUSH" });
  await ref();
  actor.send({ type: "PUSH" });
  await ref();
  actor.send({ type: "PUSH" });
  return [seen, actor.getSnapshot().value, actor.getSnapshot().context];
}
