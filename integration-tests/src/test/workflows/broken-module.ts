import "kafka-workflow";

throw new Error("this module cannot be evaluated");

export default async function never(): Promise<void> {}
