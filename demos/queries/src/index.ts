import { outputJSON, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["order-answers"] };

type State = "placed" | "packed" | "shipped";

interface Query {
  /** Made up by whoever asks; stands in the answer, so that they find it. */
  id: string;
}

/** An order on its way through the warehouse; anybody may ask at any time where it is. */
export default async function followOrder({ item }: { item: string }): Promise<State> {
  let state: State = "placed";
  void answerQueries(() => ({ item, state }));
  for (const next of ["packed", "shipped"] as const) {
    await refId(next);
    state = next;
  }
  return state;
}

/** Runs beside the workflow until it ends: a query is a message, an answer an output. */
async function answerQueries(describe: () => object): Promise<never> {
  for (;;) {
    const { id } = await refId<Query>("query");
    outputJSON({ id, ...describe() }, "order-answers");
  }
}
