import { Worker } from "./worker.js";

/** An order on its way through the steps; each adds what it did. */
interface Order {
  readonly item: string;
  readonly quantity: number;
  /** An action that shall fail, to see what happens then. */
  readonly fail?: string;
}

const worker = new Worker().register("reserve", (input) => {
  const order = input as Order;
  if (order.fail === "reserve") throw new Error(`no room for ${order.item}`);
  return { ...order, reserved: { shelf: `shelf of ${order.item}`, by: "node" } };
});
process.once("SIGINT", () => void worker.close());
process.once("SIGTERM", () => void worker.close());
await worker.start();
await worker.ended();
