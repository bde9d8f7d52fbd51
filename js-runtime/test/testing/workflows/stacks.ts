import * as W from "kafka-workflow";

/** Fails after three restarts. */
async function reserve(city: string): Promise<never> {
  for (let i = 0; i < 3; i++) await W.refId(`${city}-${i}`); // reserve waits
  throw new RangeError(`no car in ${city}`); // reserve throws
}

async function bookTrip(city: string): Promise<string> {
  const trip = { city };
  const car = await reserve(trip.city); // bookTrip waits
  return `${trip.city} ${String(car)}`;
}

const anonymous = [async (city: string) => [await bookTrip(city)]]; // arrow waits

async function failAtOnce(): Promise<void> {
  throw new Error("at once"); // failAtOnce throws
}

const kinds: Record<string, () => unknown> = {
  chain: async () => await anonymous[0]!("Riga"), // chain waits
  nested: () => Promise.race([Promise.all([W.refId("other"), bookTrip("Riga")])]),
  any: () => Promise.any([reserve("Riga")]),
  then: () => W.refId("go").then(() => {
    throw new TypeError("in a handler"); // handler throws
  }),
  called: async () => {
    await W.refId("go");
    await failAtOnce(); // called waits
  },
  late: async () => {
    const early = reserve("Riga");
    early.catch(() => undefined);
    await W.refId("go");
    await early;
  },
  cleanup: async () => {
    try {
      await reserve("Riga"); // cleanup waits
    } finally {
      await W.refId("cleaned");
    }
  },
  executor: async () => {
    await W.refId("go");
    await new Promise(() => {
      throw new Error("in an executor"); // executor throws
    });
  },
  frozen: async () => {
    await W.refId("go");
    throw Object.freeze(new Error("frozen"));
  },
  logged: async () => {
    await bookTrip("Riga").catch((error: unknown) => console.error(error)); // logged waits
  },
  engine: async () => {
    await W.refId("go");
    return (undefined as unknown as { field: string }).field; // engine throws
  },
};

async function* legs(): AsyncGenerator<number> {
  yield 1;
  await W.refId("go");
  throw new Error("no leg"); // legs throws
}

function* stops(): Generator<number> {
  yield 1;
  throw new Error("no stop"); // stops throws
}

kinds["generators"] = async () => {
  for await (const leg of legs()) console.log(leg); // generators waits
};
kinds["stops"] = async () => {
  await W.refId("go");
  for (const stop of stops()) console.log(stop); // stops is walked
};

export default async function main(kind: string): Promise<unknown> {
  return await kinds[kind]!(); // main waits
}
