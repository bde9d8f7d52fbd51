export { output, outputJSON, ref, refId, threadId } from "kafka-workflow";
export type { InputFunction, InputRecord } from "kafka-workflow";
export const setTimer = (callback: () => void, ms: number): unknown => setTimeout(callback, ms);
