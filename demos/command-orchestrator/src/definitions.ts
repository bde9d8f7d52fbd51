import { PermanentError } from "./envelope.js";

/** One call of a service. */
export interface Step {
  readonly id: string;
  /** Topic of the service. */
  readonly service: string;
  /** What it is asked; texts may have `{{attrs.name}}` and `{{steps.id}}` in them. */
  readonly query: unknown;
  /** Only when this attribute of the command is true. */
  readonly when?: string;
  readonly publish_result?: boolean | { readonly echo_query: boolean };
}

export interface Definition {
  readonly steps: readonly Step[];
  /** How long the answer to a command is kept for repeats of it; also how long its steps may take in all. */
  readonly timeoutMs: number;
}

/** The orchestrator's workflows, by name. */
export const definitions: Readonly<Record<string, Definition>> = {
  "weather-report": {
    timeoutMs: 60_000,
    steps: [
      { id: "forecast", service: "orchestrator-forecasts", query: { city: "{{attrs.city}}" }, publish_result: { echo_query: true } },
      { id: "translate", service: "orchestrator-translations", query: { text: "{{steps.forecast}}", language: "{{attrs.language}}" }, when: "translated" },
    ],
  },
};

const PLACE = /\{\{(attrs|steps)\.([\w-]+)\}\}/g;

/** `template` with its places filled in; a text that is one place takes the value as it is. @throws PermanentError for a name that is not there */
export function filled(template: unknown, values: { readonly attrs: object; readonly steps: object }): unknown {
  if (typeof template === "string") {
    const [whole, kind, name] = /^\{\{(attrs|steps)\.([\w-]+)\}\}$/.exec(template) ?? [];
    if (whole !== undefined) return valueOf(kind!, name!, values);
    return template.replace(PLACE, (_, of: string, key: string) => String(valueOf(of, key, values)));
  }
  if (Array.isArray(template)) return template.map((one) => filled(one, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filled(one, values)]));
}

function valueOf(kind: string, name: string, values: { readonly attrs: object; readonly steps: object }): unknown {
  const all = (kind === "attrs" ? values.attrs : values.steps) as Record<string, unknown>;
  if (!Object.hasOwn(all, name)) throw new PermanentError(`the definition asks for ${kind}.${name}, which is not there`);
  return all[name];
}
