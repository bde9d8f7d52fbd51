import { CancelToken, outputJSON, ref, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["subscription-charges", "subscription-mails", "workflow-scheduler"] };

const DAY_MS = 24 * 3_600_000;
/** How long to wait before a payment that was refused is tried again. After the last one the subscription ends. */
const RETRY_AFTER_DAYS = [1, 3, 5];

export interface Subscription {
  customer: string;
  /** What a month costs, cents. */
  cents: number;
  trialMs?: number;
  /** Length of a month, milliseconds; a demo has shorter ones. */
  monthMs?: number;
  /** Length of a day of {@link RETRY_AFTER_DAYS}, milliseconds. */
  dayMs?: number;
}

export interface Ended {
  paidMonths: number;
  why: "cancelled" | "not paid";
}

/** Lives as long as the customer stays: for years, in a loop. The thread id is the subscription's number. */
export default async function subscribe(order: Subscription): Promise<Ended> {
  const { customer, trialMs = 14 * DAY_MS, monthMs = 30 * DAY_MS, dayMs = DAY_MS } = order;
  let { cents } = order;
  let isCancelled = false;
  void refId("cancel").then(() => {
    isCancelled = true;
    mail(customer, "sorry to see you go");
  });
  void followPrice((next) => {
    cents = next;
  });

  mail(customer, "welcome");
  await sleep(trialMs);
  let paidMonths = 0;
  while (!isCancelled) {
    if (!(await isPaid({ customer, cents, month: paidMonths + 1 }, dayMs))) return { paidMonths, why: "not paid" };
    paidMonths++;
    await sleep(monthMs); // whoever cancels keeps what is paid: the month goes on to its end
  }
  return { paidMonths, why: "cancelled" };
}

interface Charge {
  customer: string;
  cents: number;
  month: number;
}

/** Asks for the money, again after some days when it is refused. */
async function isPaid(charge: Charge, dayMs: number): Promise<boolean> {
  for (const days of [...RETRY_AFTER_DAYS, undefined]) {
    const answer = ref<void>();
    outputJSON({ ref: answer.id, ...charge }, "subscription-charges");
    try {
      await answer;
      return true;
    } catch (reason) {
      if (reason instanceof CancelToken) throw reason;
      mail(charge.customer, days === undefined ? "your subscription has ended" : `payment failed: ${String(reason)}`);
      if (days !== undefined) await sleep(days * dayMs);
    }
  }
  return false;
}

/** A new price holds from the next month on. */
async function followPrice(set: (cents: number) => void): Promise<never> {
  for (;;) set((await refId<{ cents: number }>("price")).cents);
}

function mail(customer: string, text: string): void {
  outputJSON({ customer, text }, "subscription-mails");
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
