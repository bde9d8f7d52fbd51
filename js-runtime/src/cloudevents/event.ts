import { REQUIRED, checkAttribute } from "./attributes.js";
import { invalidEvent } from "./error.js";

/** An event of CloudEvents 1.0: a plain object, which survives an await like any other. */
export interface CloudEvent<T = unknown> {
  readonly specversion: "1.0";
  /** With `source` unique for each event. */
  readonly id: string;
  /** A URI reference. */
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  /** RFC 3339. */
  readonly time?: string;
  /** Media type of `data`; without one JSON. */
  readonly datacontenttype?: string;
  /** An absolute URI. */
  readonly dataschema?: string;
  /** What JSON gives when the content type is a JSON type, text for other text types, else bytes; absent when the event has no data. */
  readonly data?: T;
  /** Extension attributes: strings, booleans, integers of 32 bits, bytes. What was read in binary mode is always a string. */
  readonly [extension: string]: unknown;
}

/**
 * Makes an event: adds `specversion`, and a random UUID as `id` unless one is given. Attributes that are undefined or null are left out.
 *
 * @throws CloudEventError `cloudevents/invalid-event` when it would break the specification
 */
export function cloudEvent<T>(attributes: { readonly source: string; readonly type: string; readonly data?: T; readonly [attribute: string]: unknown }): CloudEvent<T> {
  return validEvent<T>({ specversion: "1.0", id: crypto.randomUUID(), ...attributes });
}

/** A copy of `found` with what is set, checked. @throws CloudEventError */
export function validEvent<T>(found: Record<string, unknown>): CloudEvent<T> {
  for (const name of REQUIRED) if (found[name] === undefined || found[name] === null) throw invalidEvent(`the attribute ${name} is missing`);
  const event: Record<string, unknown> = {};
  for (const name of Object.keys(found)) {
    const value = found[name];
    if (name === "data") {
      if (value !== undefined) event["data"] = value;
    } else if (value !== undefined && value !== null) {
      checkAttribute(name, value);
      event[name] = value;
    }
  }
  return event as CloudEvent<T>;
}
