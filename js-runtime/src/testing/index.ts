/**
 * Tests of workflows in Node, without Kafka: `kafka-workflow/testing`. Works in vitest, node:test and anything else.
 *
 * ```ts
 * const workflow = await loadWorkflow("src/index.ts");
 * const thread = workflow.start({ city: "Riga" }, { threadId: "trip-1" });
 * thread.resume(thread.openRefs[0]!, "R-17");
 * expect(thread.result).toEqual({ car: "R-17" });
 * ```
 *
 * It runs one thread's steps exactly as an engine does, saving and reloading its state in between. It does not simulate partitions, transactions,
 * topics that have a limit on record size, or any consumer of the outputs but the scheduler.
 *
 * @module
 */
export { Shown } from "./copy.js";
export type { ThreadFrame } from "./frames.js";
export type { ResumeRecord, TestRecord } from "./input.js";
export { loadBundle, loadWorkflow } from "./load-workflow.js";
export { OutputRecord } from "./output-record.js";
export { Workflow, type WorkflowOptions } from "./workflow.js";
export { type OpenRef, type Reload, type ThreadError, type ThreadStatus, WorkflowThread } from "./workflow-thread.js";
export { WorkflowError } from "../errors.js";
