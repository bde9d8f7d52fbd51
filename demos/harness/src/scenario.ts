import type { Stage } from "./stage.js";

/** A story that a demo tells: what is sent, what must come. It throws when something else comes. */
export interface Play {
  title: string;
  run(stage: Stage): Promise<void>;
}

export function play(title: string, run: (stage: Stage) => Promise<void>): Play {
  return { title, run };
}
