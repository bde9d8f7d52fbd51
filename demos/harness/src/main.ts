import { createInterface } from "node:readline";
import plays from "scenario";
import { Kafka } from "./kafka.js";
import { line } from "./ledger.js";
import type { Play } from "./scenario.js";
import { Stage } from "./stage.js";

/** Plays the demo that `bin/play.mjs` was given. @returns the exit code */
async function main(bootstrapServers: string, isControlled: boolean): Promise<number> {
  const kafka = new Kafka(bootstrapServers);
  let stage = new Stage(kafka);
  const control = isControlled ? new Control() : undefined;
  try {
    await kafka.read(await kafka.topics(), (seen) => {
      if (seen.topic !== "workflow-events") print(`  ${line(seen)}`);
      stage.saw(seen);
    }, (error) => stage.failed(error));
    let wrong = 0;
    for (const play of plays) {
      const next = new Stage(kafka, control === undefined ? undefined : () => control.wait());
      stage = next;
      if (!(await comesOutRight(play, next))) wrong++;
    }
    print(wrong === 0 ? `\nAll ${plays.length} plays came out right.` : `\n${wrong} of ${plays.length} plays came out wrong.`);
    return wrong === 0 ? 0 : 1;
  } finally {
    control?.close();
    await kafka.close();
  }
}

async function comesOutRight(play: Play, stage: Stage): Promise<boolean> {
  print(`\n${play.title}`);
  try {
    await play.run(stage);
    if (stage.failure) throw stage.failure;
    const dead = stage.leftOver("workflow-dead-letter");
    if (dead.length > 0) throw new Error(`dead letters that the play did not ask for:\n${dead.map(line).join("\n")}`);
    print("  right");
    return true;
  } catch (error) {
    print(`  wrong: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  }
}

/** Stops at each wait until a line comes on standard input. */
class Control {
  readonly #lines = createInterface({ input: process.stdin });
  readonly #iterator = this.#lines[Symbol.asyncIterator]();

  async wait(): Promise<void> {
    print("@wait");
    await this.#iterator.next();
  }

  close(): void {
    this.#lines.close();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main(process.argv[3]!, process.argv.includes("--controlled"));
