const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** What a new version means to a booking that runs: nothing, it may be handed off, or it belongs to another family. */
export type Change = "none" | "patch" | "minor" | "major";

/**
 * @param from version that runs, `1.0.0`
 * @param to version that is new
 * @returns `none` also for an older version of the same major: nothing is ever handed back
 * @throws Error when one of them is not three numbers with dots
 */
export function changeOf(from: string, to: string): Change {
  const [fromMajor, fromMinor, fromPatch] = numbersOf(from);
  const [toMajor, toMinor, toPatch] = numbersOf(to);
  if (toMajor !== fromMajor) return "major";
  if (toMinor !== fromMinor) return toMinor > fromMinor ? "minor" : "none";
  return toPatch > fromPatch ? "patch" : "none";
}

export function majorOf(version: string): number {
  return numbersOf(version)[0];
}

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

function numbersOf(version: string): [major: number, minor: number, patch: number] {
  const match = VERSION.exec(version);
  if (match === null) throw new Error(`expected a version such as 1.0.0, but found "${version}"`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}
