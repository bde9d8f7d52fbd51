import { CancelToken, outputJSON, refId } from "kafka-workflow";

/** Waits until it is unblocked or cancelled, and says all the while which. */
export async function unblockOrCancel(): Promise<void> {
  let isBlocked = true;
  void answerQueries(() => isBlocked);
  try {
    await refId("unblock");
    isBlocked = false;
    console.log("unblocked");
  } catch (reason) {
    if (reason instanceof CancelToken) console.log("cancelled");
    throw reason;
  }
}

async function answerQueries(isBlocked: () => boolean): Promise<never> {
  for (;;) {
    const { id } = await refId<{ id: string }>("isBlocked");
    outputJSON({ id, isBlocked: isBlocked() }, "answers");
  }
}
