import { CancelToken, outputJSON, ref } from "kafka-workflow";

export const manifest = { outputTopics: ["infra-requests"] };

export interface Resource {
  name: string;
  kind: string;
  /** Names of the resources that have to be there first. */
  needs?: string[];
}

/** What the cloud calls each resource, by our name. */
export type Environment = Record<string, string>;

/** Makes all resources, each as soon as those that it needs are there, or leaves none behind. */
export default async function provision({ resources }: { resources: Resource[] }): Promise<Environment> {
  const rollback: (() => Promise<void>)[] = [];
  const ids = new Map<string, Promise<string>>();
  for (const resource of inOrder(resources)) {
    const needs = (resource.needs ?? []).map((name) => ids.get(name)!);
    ids.set(resource.name, make(resource, needs, rollback));
  }
  try {
    // Not Promise.all: what is being made when another one fails is waited for, and then taken back like the rest.
    const results = await Promise.allSettled(ids.values());
    const names = [...ids.keys()];
    const failures = results.flatMap((result, i) => (result.status === "rejected" ? [`${names[i]}: ${textOf(result.reason)}`] : []));
    if (failures.length > 0) throw new Error(failures.join("; "));
    return Object.fromEntries(results.map((result, i) => [names[i]!, (result as PromiseFulfilledResult<string>).value]));
  } catch (reason) {
    const left = await undo(rollback);
    if (left.length > 0) throw new Error(`${textOf(reason)}; left behind: ${left.join(", ")}`, { cause: reason });
    throw reason;
  }
}

async function make({ name, kind }: Resource, needs: Promise<string>[], rollback: (() => Promise<void>)[]): Promise<string> {
  const needed = await Promise.all(needs).catch((reason: unknown) => {
    throw reason instanceof CancelToken ? reason : new Error("not made, as something that it needs is missing");
  });
  const answer = ref<string>();
  outputJSON({ ref: answer.id, do: "create", name, kind, needs: needed }, "infra-requests");
  try {
    const id = await answer;
    rollback.push(() => destroy(name, id));
    return id;
  } catch (reason) {
    // Cancelled while the cloud is at work: nobody will hear the id, so it is destroyed by its name.
    if (reason instanceof CancelToken) rollback.push(() => destroy(name));
    throw reason;
  }
}

async function destroy(name: string, id?: string): Promise<void> {
  const answer = ref<void>();
  outputJSON({ ref: answer.id, do: "destroy", name, id }, "infra-requests");
  await answer.catch((reason: unknown) => {
    throw new Error(`${name} (${textOf(reason)})`);
  });
}

/** Last made, first destroyed, one after the other: nothing loses what it needs. @returns what could not be destroyed, and why */
async function undo(rollback: (() => Promise<void>)[]): Promise<string[]> {
  const left: string[] = [];
  for (const destroyIt of rollback.reverse()) {
    try {
      await destroyIt();
    } catch (reason) {
      if (reason instanceof CancelToken) throw reason;
      left.push(textOf(reason));
    }
  }
  return left;
}

/** The resources so that each comes after those that it needs. @throws before anything is made, for names that are unknown and for circles */
function inOrder(resources: Resource[]): Resource[] {
  const open = new Map(resources.map((resource) => [resource.name, resource]));
  const sorted: Resource[] = [];
  while (open.size > 0) {
    const ready = [...open.values()].filter(({ needs = [] }) => needs.every((name) => sorted.some((done) => done.name === name)));
    if (ready.length === 0) throw new Error(`cannot be ordered, as they need each other or something unknown: ${[...open.keys()].join(", ")}`);
    for (const resource of ready) open.delete(resource.name);
    sorted.push(...ready);
  }
  return sorted;
}

function textOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
