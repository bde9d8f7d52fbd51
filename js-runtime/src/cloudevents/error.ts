/** A record or an object that is no CloudEvent, or one of a kind that is not supported. */
export class CloudEventError extends Error {
  /** `cloudevents/invalid-event`, `cloudevents/unsupported-format` */
  readonly code: string;

  constructor(code: string, what: string, help: string) {
    super(`${code}: ${what}\n  help  ${help}`);
    this.code = code;
  }

  override get name(): string {
    return "CloudEventError";
  }
}

/** The event breaks a rule of the specification. */
export function invalidEvent(what: string): CloudEventError {
  return new CloudEventError("cloudevents/invalid-event", what, "see the CloudEvents specification, version 1.0, for the attributes of an event and their types");
}

/** The event may be right, but it is written in a way that is not supported. */
export function unsupportedFormat(what: string): CloudEventError {
  return new CloudEventError("cloudevents/unsupported-format", what, "send one event per record, in binary mode or as application/cloudevents+json in UTF-8");
}
