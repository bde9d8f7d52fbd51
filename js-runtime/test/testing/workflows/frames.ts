import * as W from "kafka-workflow";

class Car {
  constructor(readonly kind: string, private readonly seats: number) {}
  describe(): string {
    return `${this.kind} ${this.seats}`;
  }
}

async function reserve(kind: string, undo: (() => string)[]): Promise<string> {
  const car = new Car(kind, 4);
  const notUsedLater = kind.length;
  if (notUsedLater === 0) return "";
  const days = new Map([["from", new Date(0)]]);
  const id = await W.refId<string>(kind); // reserve waits
  undo.push(() => car.describe());
  return `${id} ${days.size} ${kind}`;
}

async function bookTrip(city: string): Promise<unknown> {
  const undo: (() => string)[] = [];
  const background = reserve("background", undo);
  for (const attempt of [1]) {
    const trip = { city, stops: [1, { attempt }] };
    const [car, other] = await Promise.all([reserve("car", undo), Promise.race([reserve("hotel", undo), W.refId("timeout")])]); // bookTrip waits
    undo.push(() => `${city} ${attempt}`);
    return [trip, car, other, background];
  }
  return undo;
}

export default async function main(city: string): Promise<unknown> {
  const log = (text: string): string => `${city}: ${text}`;
  const result = await bookTrip(city); // main waits
  return log(String(result));
}
