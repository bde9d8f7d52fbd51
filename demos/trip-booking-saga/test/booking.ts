import { loadWorkflow, type OutputRecord, type Reload, type Workflow, type WorkflowThread } from "kafka-workflow/testing";
import type { Trip } from "../src/index.js";

export type Kind = "car" | "hotel" | "flight";
export const kinds: readonly Kind[] = ["car", "hotel", "flight"];

/** What a service is sent; the fields of the README's table. */
export interface Message {
  ref: string;
  reservation?: string;
}

/** Compiled once for each way to reload; a booking has its own thread, so bookings share nothing but the clock. */
const workflows = new Map<Reload, Promise<Workflow>>();

function load(reload: Reload): Promise<Workflow> {
  const workflow = workflows.get(reload) ?? loadWorkflow("src/index.ts", { reload });
  workflows.set(reload, workflow);
  return workflow;
}

/** One booking under test, and what its services know. */
export class Booking {
  /** The ref of each request. */
  readonly refs: Record<Kind, string>;

  private constructor(readonly workflow: Workflow, readonly thread: WorkflowThread) {
    const ref = (kind: Kind): string => (this.sent(`saga-reserve-${kind}`)[0] as Message).ref;
    this.refs = { car: ref("car"), hotel: ref("hotel"), flight: ref("flight") };
  }

  static async start(reload: Reload, trip: Partial<Trip> = {}): Promise<Booking> {
    const workflow = await load(reload);
    const full: Trip = { city: "Lisbon", from: "2027-03-01", to: "2027-03-08", ...trip };
    return new Booking(workflow, workflow.start(full));
  }

  confirm(kind: Kind): this {
    this.thread.resume(this.refs[kind], reservationOf(kind));
    return this;
  }

  refuse(kind: Kind): this {
    this.thread.reject(this.refs[kind], `no ${kind} left`);
    return this;
  }

  /** What was sent to the topic, decoded. */
  sent(topic: string): unknown[] {
    return this.thread.outputs.filter((record) => record.topic === topic).map((record) => record.json);
  }

  cancels(kind: Kind): Message[] {
    return this.sent(`saga-cancel-${kind}`) as Message[];
  }

  /** Keys of the timers that are set for this booking. */
  get timers(): string[] {
    return this.workflow.timers.filter((key) => key.startsWith(`${this.thread.id}|`));
  }

  /** Everything after the three requests and the timer, in order, short: `cancel-car CAR-1`, `cancel-car` (not confirmed), `timer 0`. */
  get aftermath(): string[] {
    return this.thread.outputs.slice(4).map(short);
  }
}

export function reservationOf(kind: Kind): string {
  return `${kind.toUpperCase()}-1`;
}

function short(record: OutputRecord): string {
  if (record.topic === "workflow-scheduler") return `timer ${record.value}`;
  const { reservation } = record.json as Message;
  return [record.topic.replace("saga-", ""), reservation].filter((part) => part !== undefined).join(" ");
}
