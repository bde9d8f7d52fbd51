import { type IncomingMessage, createServer } from "node:http";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { readCloudEvent } from "kafka-workflow/cloudevents";
import { configSchema, readConfig } from "../caller/config.js";
import { startEventOf } from "../caller/definition.js";
import type { EventProducer } from "../caller/event-start.js";
import { InstanceIndex, PAUSES_MS, awaitInstance } from "../caller/instances.js";
import { clientOptions } from "../caller/kafka.js";
import { type Clients, type Service, startService } from "../caller/service.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const DEFINITION = readFileSync(here("../definitions/order.yaml"), "utf8");
const PASSWORD = "pa55w0rd-of-the-broker";
const KEY = "-----BEGIN PRIVATE KEY-----secret";
const TOKEN = "bearer-token-of-a-caller";
const KAFKA = { clientId: "shop", brokers: ["127.0.0.1:1"], ssl: { ca: "CA", cert: "CERT", key: KEY }, sasl: { mechanism: "PLAIN", username: "u", password: PASSWORD } };
const CONFIG = { port: 0, bearerTokens: [TOKEN], executeUrl: "http://127.0.0.1:9/workflows", definitions: { order: here("../definitions/order.yaml") } };

type Sent = Parameters<EventProducer["send"]>[0];
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Clients without Kafka: what was made, sent and closed; `react` plays the engine. */
class FakeClients implements Clients {
  readonly sent: Sent[] = [];
  made = 0;
  closed = 0;
  readonly index = new InstanceIndex();

  constructor(private readonly faults: Partial<Record<"connect" | "send" | "close", Error>> = {}, private readonly react: (sent: Sent, index: InstanceIndex) => void = announce) {}

  readonly producer = (): EventProducer => {
    this.made++;
    const fail = (step: "connect" | "send" | "close"): void => { if (this.faults[step]) throw this.faults[step]; };
    return {
      connect: async () => fail("connect"),
      send: async (record) => { fail("send"); this.sent.push(record); this.react(record, this.index); },
      close: async () => { this.closed++; fail("close"); },
    };
  };

  readonly followInstances = async () => {
    this.made++;
    return { instances: this.index, close: async () => {} };
  };
}

/** What the workflow does: it tells its id with the correlation value. */
function announce({ value, headers }: Sent, index: InstanceIndex): void {
  const event = readCloudEvent({ value, headers });
  index.add(JSON.stringify({ id: `order-${event.id}`, variables: { orderref: event["orderref"] } }));
}

async function start(kafka: object | undefined, clients: FakeClients, changes: object = {}): Promise<Service & { lines: string[] }> {
  const lines: string[] = [];
  const service = await startService({ ...CONFIG, ...(kafka === undefined ? {} : { kafka }), ...changes }, (line) => lines.push(line), clients);
  closers.push(async () => await service.close());
  return { ...service, lines };
}

async function post(service: Service, body: unknown, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }): Promise<{ status: number; body: { id?: string; message?: string } }> {
  const { port } = service.server.address() as { port: number };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(`http://127.0.0.1:${port}/execute/order`, { method: "POST", body: text, headers });
  return { status: answer.status, body: (await answer.json()) as { id?: string } };
}

/** The service that starts workflows without events: what it was asked, in bytes. */
async function upstream(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => {
      asked.push([request.method, request.url, request.headers["content-type"], request.headers.authorization, Buffer.concat(parts).toString("hex")].join(" "));
      response.writeHead(201).end('{"id":"direct"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => await new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/workflows`, asked };
}

const BY_EVENT = { inputData: { isEvent: true, item: "book", total: 12 } };

describe("a start by event", () => {
  test("0-01, 0-03, 0-04, 0-06: sends a CloudEvent of the definition, and answers with the id of the instance", async () => {
    const clients = new FakeClients();
    const service = await start(KAFKA, clients);
    const { status, body } = await post(service, BY_EVENT);
    const [record] = clients.sent;
    const event = readCloudEvent(record!);
    expect(event).toMatchObject({ type: "order.placed", source: "/shop", data: { item: "book", total: 12 }, orderref: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    expect([record!.topic, record!.key, status, body.id]).toEqual(["order.placed", event["orderref"], 200, `order-${event.id}`]);
  });

  test("0-01: without isEvent the request goes on byte for byte, with Kafka configured or not", async () => {
    const { url, asked } = await upstream();
    const body = '{ "inputData" : {"item":"b\u00f6ok","isEvent":false} , "other": 1 }';
    for (const kafka of [undefined, KAFKA]) {
      const clients = new FakeClients();
      const answer = await post(await start(kafka, clients, { executeUrl: url }), body, { authorization: `Bearer ${TOKEN}`, "content-type": "application/json; charset=utf-8" });
      expect([answer.status, answer.body, clients.sent]).toEqual([201, { id: "direct" }, []]);
    }
    expect(asked[0]).toBe(`POST /workflows/order application/json; charset=utf-8 Bearer ${TOKEN} ${Buffer.from(body).toString("hex")}`);
    expect(asked[1]).toBe(asked[0]);
  });

  test.each([undefined, "Bearer wrong", `Basic ${TOKEN}`, "Bearer "])("0-02: is refused with the authorization %j", async (authorization) => {
    const clients = new FakeClients();
    const { status } = await post(await start(KAFKA, clients), BY_EVENT, authorization === undefined ? {} : { authorization });
    expect([status, clients.sent]).toEqual([401, []]);
  });

  test("0-02: hands extra tokens on in headers of their own", async () => {
    const clients = new FakeClients();
    await post(await start(KAFKA, clients), { ...BY_EVENT, authTokens: [{ provider: "GitHub", token: "gh-1" }] });
    expect(clients.sent[0]!.headers).toMatchObject({ "x-authorization-github": "gh-1" });
    expect(clients.sent[0]!.value).not.toContain("gh-1");
  });

  test.each(["connect", "send"] as const)("0-05: closes its producer when %s fails, and tells the cause", async (step) => {
    const clients = new FakeClients({ [step]: new Error("the broker is on fire"), close: new Error("cannot close, either") });
    const service = await start(KAFKA, clients);
    expect(await post(service, BY_EVENT)).toEqual({ status: 502, body: { message: "the event could not be sent: the broker is on fire" } });
    expect(clients.closed).toBe(1);
    expect(service.lines.join("\n")).toContain("cannot close, either");
  });

  test("0-05: closes its producer when all is well", async () => {
    const clients = new FakeClients();
    await post(await start(KAFKA, clients), BY_EVENT);
    expect(clients.closed).toBe(1);
  });

  test("0-10: with Kafka off is an error that says so, never an id", async () => {
    const { status, body } = await post(await start(undefined, new FakeClients()), BY_EVENT);
    expect([status, body]).toEqual([503, { message: "starts by event are off: `kafka` is not configured" }]);
  });

  test("0-14: twenty at once get an id of their own each", async () => {
    const clients = new FakeClients();
    const service = await start(KAFKA, clients);
    const answers = await Promise.all(Array.from({ length: 20 }, async (_, n) => await post(service, { inputData: { isEvent: true, n } })));
    const ids = clients.sent.map(({ value, headers }) => `order-${readCloudEvent({ value, headers }).id}`);
    expect(answers.map(({ body }) => body.id).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(20);
  });
});

describe("looking for the instance", () => {
  const looking = async (answers: readonly (readonly object[])[]): Promise<{ id: string | undefined; pauses: number[]; asked: unknown[] }> => {
    const pauses: number[] = [];
    const asked: unknown[] = [];
    const find = async (...filter: unknown[]) => { asked.push(filter); return (answers[asked.length - 1] ?? []) as { id: string }[]; };
    return { id: await awaitInstance({ find }, "orderref", "c-1", async (ms) => void pauses.push(ms)), pauses, asked };
  };

  test("0-12: pauses grow to a cap, their sum is bounded, and the filter goes to whoever knows the instances", async () => {
    const { id, pauses, asked } = await looking([]);
    expect([id, pauses]).toEqual([undefined, [...PAUSES_MS]]);
    expect(pauses.reduce((sum, ms) => sum + ms)).toBe(6_300);
    expect(asked).toEqual(Array.from({ length: PAUSES_MS.length + 1 }, () => ["orderref", "c-1"]));
  });

  test("0-12: ends as soon as it is found", async () => {
    expect(await looking([[], [], [{ id: "i", variables: { orderref: "c-1" } }]])).toMatchObject({ id: "i", pauses: [100, 200] });
  });

  test("0-14: instances without variables, and those of others, are never taken", async () => {
    const others = [{ id: "a" }, { id: "b", variables: null }, { id: "c", variables: { orderref: "c-2" } }];
    expect((await looking([others, [...others, { id: "d", variables: { orderref: "c-1" } }]])).id).toBe("d");
    const index = new InstanceIndex();
    for (const value of [null, "no JSON", "5", '{"variables":{"orderref":"c-1"}}', '{"id":"a"}', '{"id":"a","variables":null}', '{"id":"a","variables":5}']) index.add(value);
    expect(await index.find("orderref", "c-1")).toEqual([]);
  });

  test("0-06: when it is not found in time, the answer is the sentinel and no error", { timeout: 30_000 }, async () => {
    const service = await start(KAFKA, new FakeClients({}, () => {}));
    expect(await post(service, BY_EVENT)).toEqual({ status: 200, body: { id: "kafkaEvent" } });
  });

  test("keeps a bounded number of instances", async () => {
    const index = new InstanceIndex();
    for (let n = 0; n <= 10_000; n++) index.add(JSON.stringify({ id: `i-${n}`, variables: { orderref: `c-${n}` } }));
    expect([await index.find("orderref", "c-0"), (await index.find("orderref", "c-10000"))[0]!.id]).toEqual([[], "i-10000"]);
  });
});

describe("configuration", () => {
  test("0-07: TLS and SASL reach the client", () => {
    expect(clientOptions(readConfig({ ...CONFIG, kafka: KAFKA }).kafka!)).toEqual({
      clientId: "shop", bootstrapBrokers: ["127.0.0.1:1"], tls: { ca: "CA", cert: "CERT", key: KEY }, sasl: { mechanism: "PLAIN", username: "u", password: PASSWORD },
    });
    expect(clientOptions(readConfig({ ...CONFIG, kafka: { clientId: "a", brokers: ["b:1"] } }).kafka!)).toEqual({ clientId: "a", bootstrapBrokers: ["b:1"] });
  });

  test("0-07: the schema marks what is secret", () => {
    const secrets: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      const { meta, shape, unwrap, element } = schema as { meta?: () => { secret?: boolean } | undefined; shape?: object; unwrap?: () => unknown; element?: unknown };
      if (meta?.call(schema)?.secret) secrets.push(path);
      for (const [name, inner] of Object.entries(shape ?? {})) walk(inner, path === "" ? name : `${path}.${name}`);
      if (element !== undefined) walk(element, path);
      else if (unwrap !== undefined) walk(unwrap.call(schema), path);
    };
    walk(configSchema, "");
    expect([...new Set(secrets)].sort()).toEqual(["bearerTokens", "kafka.sasl.password", "kafka.ssl.key"]);
  });

  test("0-08: without kafka no client is made, and the service starts", async () => {
    const clients = new FakeClients();
    const service = await start(undefined, clients);
    expect([clients.made, service.config.kafka]).toEqual([0, undefined]);
    expect(service.lines).toEqual([expect.stringMatching(/^info listening on 127\.0\.0\.1:\d+, starts by event are off$/)]);
  });

  test.each([
    [{}, "kafka.clientId is missing; kafka.brokers is missing"], [{ clientId: "a" }, "kafka.brokers is missing"], [{ clientId: "a", brokers: [] }, "kafka.brokers is not as it must be"],
    [{ ...KAFKA, sasl: { mechanism: "PLAIN", username: "u" } }, "kafka.sasl.password is missing"], [{ ...KAFKA, sasl: { mechanism: "x", username: "u", password: PASSWORD } }, "kafka.sasl.mechanism is not as it must be"],
    [{ ...KAFKA, password: PASSWORD }, "kafka.password is not known"],
  ])("0-09: a part of it is refused at the start with the names of the fields: %#", async (kafka, message) => {
    const clients = new FakeClients();
    const refused = startService({ ...CONFIG, kafka }, () => {}, clients).then(() => "started", (error: Error) => error.message);
    expect(await refused).toBe(`configuration: ${message}`);
    expect(await refused).not.toContain(PASSWORD);
    expect(clients.made).toBe(0);
  });

  test("0-11: nothing that is logged, answered or thrown holds a secret", async () => {
    const leaky = new Error(`cannot log in with ${JSON.stringify(KAFKA)}`);
    const lines: string[] = [];
    for (const step of ["connect", "send", "close"] as const) {
      const service = await start(KAFKA, new FakeClients({ [step]: leaky }));
      lines.push(JSON.stringify(await post(service, { ...BY_EVENT, authTokens: [{ provider: "a", token: "gh-1" }] })), ...service.lines);
    }
    expect(lines.join("\n")).toContain("[hidden]");
    for (const secret of [PASSWORD, KEY, TOKEN, "gh-1"]) expect(lines.join("\n")).not.toContain(secret);
  });
});

describe("definitions", () => {
  test("0-03: type, source and correlation come from start state, event reference, event", () => {
    expect(startEventOf(DEFINITION)).toEqual({ type: "order.placed", source: "/shop", correlation: "orderref" });
    expect(startEventOf(DEFINITION.replace("start: AwaitOrder", "start: { stateName: AwaitOrder }")).type).toBe("order.placed");
  });

  test.each([
    [undefined, "the workflow has no definition"], ["", "the workflow has no definition"], ["a: [", "the definition is not YAML"], ["just text", "the definition must be an object"],
    [DEFINITION.replace(/start:.*/, ""), "the definition has no start"], [DEFINITION.replace(/states:[^]*/, "states: {}"), "states must be a list"],
    [DEFINITION.replace(/events:\n[^]*states:/, "events: 5\nstates:"), "events must be a list"], [DEFINITION.replace("start: AwaitOrder", "start: Other"), "the start state Other is missing"],
    [DEFINITION.replace("[orderPlaced]", "[other]"), "the event other is missing"], [DEFINITION.replace("[orderPlaced]", "[]"), "refers to no event"],
    [DEFINITION.replace(/ {4}correlation:\n.*\n/, ""), "correlation of the event orderPlaced must be a list"], [DEFINITION.replace("contextAttributeName: orderref", "x: 1"), "names no attribute"],
    [DEFINITION.replace("type: order.placed", "type: 5"), "has no type"], [DEFINITION.replace("events:\n", "events:\n  - null\n").replace("states:\n", "states:\n  - null\n"), undefined],
  ])("0-13: a definition that cannot be used is the caller's fault, and says why: %#", async (definition, message) => {
    const read = (): unknown => startEventOf(definition);
    if (message === undefined) expect(read()).toMatchObject({ type: "order.placed" });
    else expect(read).toThrow(message);
  });

  test("0-13: is answered with 400 and no id; so are bodies that make no sense", async () => {
    const clients = new FakeClients();
    const service = await start(KAFKA, clients, { definitions: { order: here("no-such-file.yaml") } });
    expect(await post(service, BY_EVENT)).toEqual({ status: 400, body: { message: "the workflow has no definition" } });
    for (const body of ["{", '{"inputData":5}', '{"inputData":[]}', '{"authTokens":"x"}', '{"authTokens":[{"provider":"a b","token":"t"}]}']) expect((await post(service, body)).status).toBe(400);
    expect(clients.sent).toEqual([]);
  });
});

describe("documents", () => {
  const readme = readFileSync(here("../README.md"), "utf8");

  test("0-15: the public API that this uses is in the reference, and in the changelog", () => {
    expect(readFileSync(here("../../../docs/api.md"), "utf8")).toContain("## kafka-workflow/cloudevents");
    expect(readFileSync(here("../../../CHANGELOG.md"), "utf8")).toContain("kafka-workflow/cloudevents");
  });

  test("0-16: the configuration and the request of the quick start are right", () => {
    const sample = /```json\n(\{\n {2}"port"[^]*?)```/.exec(readme)![1]!;
    expect(readConfig(JSON.parse(sample)).kafka!.clientId).toBe("shop");
    const body = /-d '([^']*)'/.exec(readme)![1]!;
    expect(JSON.parse(body)).toMatchObject({ inputData: { isEvent: true } });
  });

  test("0-17: the type of the configuration is that of its schema", () => {
    const config: ReturnType<typeof configSchema.parse> = readConfig(CONFIG);
    expect(config).toEqual(CONFIG);
  });
});
