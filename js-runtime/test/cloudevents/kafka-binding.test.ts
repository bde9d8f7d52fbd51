// The cases of the CloudEvents conformance suite for Kafka, and the rules of the Kafka protocol binding and the JSON format, version 1.0.
import { describe, expect, it } from "vitest";
import { type CloudEvent, CloudEventError, type EventRecord, cloudEvent, isCloudEvent, readCloudEvent, writeCloudEvent } from "../../src/cloudevents/index.js";

const CONTEXT = { specversion: "1.0", id: "1234-1234-1234", type: "com.example.someevent", source: "/mycontext/subcontext", time: "2018-04-05T03:56:24Z" } as const;
const EVENT: CloudEvent = { ...CONTEXT, datacontenttype: "application/json", data: { message: "Hello World!" } };
const HEADERS = Object.fromEntries(Object.entries(CONTEXT).map(([name, value]) => [`ce_${name}`, value]));

const structured = (event: unknown, contentType = "application/cloudevents+json"): EventRecord => ({ value: JSON.stringify(event), headers: { "content-type": contentType } });
const binary = (value: string | null, headers: Record<string, string> = {}): EventRecord => ({ value, headers: { ...HEADERS, ...headers } });

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(CloudEventError);
    return (error as CloudEventError).message;
  }
  throw new Error("expected a refusal");
}

describe("conformance: Kafka protocol binding", () => {
  it("binary content mode", () => {
    expect(readCloudEvent(binary('{"message": "Hello World!"}', { "content-type": "application/json" }))).toEqual(EVENT);
  });

  it.each(["application/cloudevents+json", "application/cloudevents+json; charset=utf-8"])("structured content mode (%s)", (contentType) => {
    expect(readCloudEvent(structured(EVENT, contentType))).toEqual(EVENT);
  });
});

describe("content modes", () => {
  it.each(["application/CloudEvents+JSON", "APPLICATION/CLOUDEVENTS+JSON; Charset=\"UTF-8\"", " application/cloudevents+json"])("are told apart by content type in whatever case: %s", (contentType) => {
    expect(readCloudEvent(structured(EVENT, contentType))).toEqual(EVENT);
  });

  it("the header of the content type may be written as in HTTP", () => {
    expect(readCloudEvent({ value: JSON.stringify(EVENT), headers: { "Content-Type": "application/cloudevents+json" } })).toEqual(EVENT);
  });

  it("structured wins over headers of the binary mode, which may be there, too", () => {
    expect(readCloudEvent({ value: JSON.stringify(EVENT), headers: { ...HEADERS, ce_id: "other", "content-type": "application/cloudevents+json" } }).id).toBe(EVENT.id);
  });

  it.each([["application/cloudevents-batch+json", "a batch of events"], ["application/CloudEvents-Batch+json; charset=utf-8", "a batch of events"],
    ["application/cloudevents+avro", "the event format application/cloudevents+avro"], ["application/cloudevents", "the event format application/cloudevents"],
    ["application/cloudevents+json; charset=iso-8859-1", "other than UTF-8"]])("%s is refused by name", (contentType, message) => {
    expect(refusal(() => readCloudEvent(structured([EVENT], contentType)))).toMatch(new RegExp(`^cloudevents/unsupported-format: .*${message.replace(/[+]/g, "\\+")}`));
  });

  it("a record that is no event is told", () => {
    expect([isCloudEvent(structured(EVENT)), isCloudEvent(binary("x")), isCloudEvent({ value: "{}", headers: { "content-type": "application/json" } })]).toEqual([true, true, false]);
    expect(refusal(() => readCloudEvent({ value: "{}", headers: {} }))).toMatch(/^cloudevents\/invalid-event: the attribute specversion is missing/);
  });
});

describe("data", () => {
  it("of a binary event is JSON, text or bytes by its content type", () => {
    const bytes = new Uint8Array([1, 255]);
    const read = (type: string | undefined, value: string, valueBytes?: Uint8Array): unknown =>
      readCloudEvent({ value, ...(valueBytes ? { valueBytes } : {}), headers: { ...HEADERS, ...(type === undefined ? {} : { "content-type": type }) } }).data;
    expect(read("application/vnd.acme+json; charset=utf-8", "[1]")).toEqual([1]);
    expect(read("text/plain", "[1]")).toBe("[1]");
    expect(read("application/xml", "<a/>")).toBe("<a/>");
    expect(read("application/octet-stream", "", bytes)).toBe(bytes);
    expect(read("text/plain; charset=utf-16", "", bytes)).toBe(bytes);
    expect(read(undefined, "", bytes)).toBe(bytes);
    expect(refusal(() => read("application/json", "{broken"))).toContain("the data of the event is not JSON");
  });

  it("that is not read as text may be no text", () => {
    const record = { headers: { ...HEADERS, "content-type": "application/protobuf" }, valueBytes: new Uint8Array([0xc0]), get value(): string { throw new Error("not UTF-8"); } };
    expect(readCloudEvent(record).data).toEqual(new Uint8Array([0xc0]));
  });

  it("may be missing, and null in JSON is data", () => {
    expect(readCloudEvent(binary(null))).toEqual(CONTEXT);
    expect(readCloudEvent({ ...binary(null), valueBytes: null })).toEqual(CONTEXT);
    expect(readCloudEvent(structured(CONTEXT))).toEqual(CONTEXT);
    expect(readCloudEvent(structured({ ...CONTEXT, data: null }))).toEqual({ ...CONTEXT, data: null });
  });

  it("of a structured event: any JSON without a type, a string for other types, bytes in data_base64", () => {
    expect(readCloudEvent(structured({ ...CONTEXT, data: "I am a string" })).data).toBe("I am a string");
    expect(readCloudEvent(structured({ ...CONTEXT, datacontenttype: "application/xml", data: "<a/>" })).data).toBe("<a/>");
    expect(readCloudEvent(structured({ ...CONTEXT, datacontenttype: "image/png", data_base64: "AP8=" })).data).toEqual(new Uint8Array([0, 255]));
    expect(refusal(() => readCloudEvent(structured({ ...CONTEXT, datacontenttype: "application/xml", data: { a: 1 } })))).toContain("data must be a string");
    expect(refusal(() => readCloudEvent(structured({ ...CONTEXT, data: 1, data_base64: "AP8=" })))).toContain("has data and data_base64");
    for (const data_base64 of ["A", "AP8", "A===", "????", 5]) expect(refusal(() => readCloudEvent(structured({ ...CONTEXT, data_base64 })))).toContain("data_base64 must be a string in Base64");
  });
});

describe("attributes", () => {
  it.each(["specversion", "id", "source", "type"])("%s is required", (name) => {
    for (const value of [undefined, null]) expect(refusal(() => readCloudEvent(structured({ ...EVENT, [name]: value })))).toContain(`the attribute ${name} is missing`);
    expect(refusal(() => readCloudEvent(structured({ ...EVENT, [name]: "" })))).toContain(`${name} must be`);
    const { [`ce_${name}`]: left, ...headers } = HEADERS;
    expect(left).toBeDefined();
    expect(refusal(() => readCloudEvent({ value: "{}", headers }))).toContain(`the attribute ${name} is missing`);
  });

  it.each([
    [{ specversion: "0.3" }, 'specversion must be "1.0"'], [{ id: 5 }, "id must be a string that is not empty, found a number"], [{ source: "a b" }, "source must be a URI reference"],
    [{ source: "%zz" }, "source must be a URI reference"], [{ dataschema: "/relative" }, "dataschema must be an absolute URI"], [{ subject: "" }, "subject must be"],
    [{ time: "2018-04-05" }, "time must be a timestamp"], [{ time: "2018-02-30T00:00:00Z" }, "one that does not exist"], [{ time: "2018-04-05T24:00:00Z" }, "one that does not exist"],
    [{ time: "2018-04-05T00:00:00" }, "time must be a timestamp"], [{ datacontenttype: "json" }, "datacontenttype must be a media type"], [{ type: "a\u0007" }, "type has a control character"],
    [{ type: "a\ud800" }, "type has a control character, a noncharacter or half"], [{ type: "\ufdd0" }, "noncharacter"], [{ type: "\u{1fffe}" }, "noncharacter"],
    [{ "my-extension": "x" }, 'found "my-extension"'], [{ MyExtension: "x" }, 'found "MyExtension"'], [{ extension: { a: 1 } }, "extension must be a string, a boolean, an integer or bytes"],
    [{ extension: 1.5 }, "extension must be an integer of 32 bits"], [{ extension: 2 ** 31 }, "extension must be an integer of 32 bits"], [{ constructor: [] }, "constructor must be a string"],
  ])("%j is refused", (change, message) => {
    expect(refusal(() => readCloudEvent(structured({ ...EVENT, ...change })))).toMatch(new RegExp(`^cloudevents/invalid-event: .*${message}`));
  });

  it.each([
    { source: "https://example.com/a?b=%20#c" }, { source: "urn:event:from:1" }, { time: "2016-12-31T23:59:60.5+01:00" }, { time: "2024-02-29t00:00:00z" }, { dataschema: "https://example.com/s" },
    { datacontenttype: 'multipart/mixed; boundary="a b"', data: "x" }, { extension: true, number: -(2 ** 31), text: "" }, { subject: "\u{1f600}" }, { type: "x".repeat(5_000) },
  ])("%j is right, and comes back from both modes", (change) => {
    const event = { ...EVENT, ...change } as unknown as CloudEvent;
    expect(readCloudEvent(writeCloudEvent(event, "structured"))).toEqual(event);
    // what a header cannot say is the type of an extension
    expect(readCloudEvent(writeCloudEvent(event, "binary"))).toEqual(Object.fromEntries(Object.entries(event).map(([name, value]) => [name, name === "data" ? value : String(value)])));
  });

  it("that are null are not set", () => {
    expect(readCloudEvent(structured({ ...EVENT, subject: null, extension: null }))).toEqual(EVENT);
  });

  it("stand in headers with ce_, datacontenttype as content-type alone", () => {
    expect(readCloudEvent(binary(null, { ce_correlation: "c-1", other: "x" }))).toEqual({ ...CONTEXT, correlation: "c-1" });
    expect(refusal(() => readCloudEvent(binary(null, { ce_datacontenttype: "text/plain" })))).toContain("never ce_datacontenttype");
    expect(refusal(() => readCloudEvent(binary(null, { "ce_Correlation": "x" })))).toContain('found "Correlation"');
  });
});

describe("a record with a structured content type", () => {
  it.each([[null, "has no value"], ["", "is not JSON"], ["[]", "is no JSON object"], ["null", "is no JSON object"]])("and the value %j is refused", (value, message) => {
    expect(refusal(() => readCloudEvent({ value, headers: { "content-type": "application/cloudevents+json" } }))).toContain(message);
  });
});

describe("writing", () => {
  it("structured", () => {
    expect(writeCloudEvent(EVENT, "structured")).toEqual({ value: JSON.stringify(EVENT), headers: { "content-type": "application/cloudevents+json; charset=UTF-8" } });
    expect(JSON.parse(writeCloudEvent({ ...CONTEXT, datacontenttype: "image/png", data: new Uint8Array([0, 255]) }, "structured").value!)).toEqual({ ...CONTEXT, datacontenttype: "image/png", data_base64: "AP8=" });
  });

  it("binary", () => {
    expect(writeCloudEvent(EVENT, "binary")).toEqual({ value: '{"message":"Hello World!"}', headers: { ...HEADERS, "content-type": "application/json" } });
    expect(writeCloudEvent({ ...CONTEXT, data: "text" }, "binary")).toEqual({ value: '"text"', headers: { ...HEADERS, "content-type": "application/json" } });
    expect(writeCloudEvent(CONTEXT, "binary")).toEqual({ value: null, headers: HEADERS });
    expect(refusal(() => writeCloudEvent({ ...CONTEXT, data: new Uint8Array(1) }, "binary"))).toMatch(/^cloudevents\/unsupported-format: bytes as data in binary mode/);
    expect(refusal(() => writeCloudEvent({ ...CONTEXT, datacontenttype: "text/plain", data: 5 }, "binary"))).toContain("data must be a string or bytes");
  });

  it("gives a new event its version and an id", () => {
    const made = cloudEvent({ type: "t", source: "/s", data: 1, subject: undefined });
    expect(made).toEqual({ specversion: "1.0", id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, type: "t", source: "/s", data: 1 });
    expect(cloudEvent({ type: "t", source: "/s", id: "mine" }).id).toBe("mine");
    expect(refusal(() => cloudEvent({ type: "", source: "/s" }))).toContain("type must be");
  });
});
