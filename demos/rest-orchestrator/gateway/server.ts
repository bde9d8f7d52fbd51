import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { NAME } from "../src/definition.js";
import type { Orchestration } from "./orchestration.js";
import { Problem } from "./problem.js";

/** A job carries it on, with some more around it, and a record has at most 1 MiB. */
const BODY_BYTES_MAX = 512 * 1024;

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Route {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  readonly answer: (name: string, request: IncomingMessage) => Promise<Answer> | Answer;
}

/**
 * The routes of the page in README.md.
 *
 * @param isReady whether what is shown is up to date
 * @param log lines without contents of requests
 */
export function createGateway(orchestration: Orchestration, isReady: () => boolean, log: (line: string) => void): Server {
  const health = (): Answer => (isReady() ? { status: 200, body: { ok: true } } : { status: 503, body: { ok: false } });
  const routes: Route[] = [
    { method: "GET", path: /^\/health(?:\/ready)?$/, answer: health },
    { method: "GET", path: /^\/health\/live$/, answer: () => ({ status: 200, body: { ok: true } }) },
    { method: "GET", path: /^\/workflow\/?$/, answer: () => ({ status: 200, body: { definitions: orchestration.definitions().map(({ id, version, steps }) => ({ id, version, steps })) } }) },
    { method: "POST", path: /^\/workflow\/?$/, answer: async (_, request) => {
      const { id, version, steps } = await orchestration.define(await json(request));
      return { status: version === 1 ? 201 : 200, body: { id, version, steps } };
    } },
    { method: "GET", path: /^\/workflow\/runs$/, answer: () => ({ status: 200, body: { runs: orchestration.activeRuns() } }) },
    { method: "GET", path: /^\/workflow\/run\/([^/]+)$/, answer: (runId) => ({ status: 200, body: orchestration.run(runId) }) },
    { method: "POST", path: /^\/workflow\/([^/]+)\/trigger$/, answer: async (id, request) => {
      const key = keyOf(request);
      const run = await orchestration.trigger(id, inputOf(await json(request)), key);
      return { status: 202, body: run, headers: { location: `/workflow/run/${run.runId}` } };
    } },
  ];
  return createServer((request, response) => {
    answerOf(routes, isReady, request).then(
      (answer) => send(response, answer.status, "application/json", JSON.stringify(answer.body), answer.headers),
      (error: unknown) => {
        const problem = error instanceof Problem ? error : new Problem(500, "fault", "the request failed: see the log of the gateway");
        if (problem.status >= 500) log(`${problem.status} ${problem.code}: ${String((error as Error).cause ?? error)}`);
        send(response, problem.status, "application/problem+json", problem.body, { ...problem.headers, ...(request.complete ? {} : { connection: "close" }) });
      });
  });
}

async function answerOf(routes: readonly Route[], isReady: () => boolean, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? "").split("?")[0]!;
  const found = routes.filter((route) => route.path.test(path));
  if (found.length === 0) throw new Problem(404, "unknown-route", "there is nothing at this path");
  const route = found.find(({ method }) => method === request.method);
  if (route === undefined) throw new Problem(405, "method-not-allowed", `${request.method} is not possible here`, { allow: found.map(({ method }) => method).join(", ") });
  if (!isReady() && !path.startsWith("/health")) throw new Problem(503, "not-ready", "the gateway is still reading what there is", { "retry-after": "1" });
  return await route.answer(nameIn(route.path.exec(path)?.[1]), request);
}

/** Names in paths need no escapes; whatever is none, is unknown. */
function nameIn(part = "none"): string {
  if (!NAME.test(part)) throw new Problem(404, "unknown-name", "the path has no name of a definition or a run in it");
  return part;
}

/** @throws Problem 400 */
function keyOf({ headers }: IncomingMessage): string | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || !/^[\x21-\x7e][\x20-\x7e]{0,255}$/.test(key)) throw new Problem(400, "invalid-key", "Idempotency-Key must have 1 to 256 printable ASCII characters");
  return key;
}

function inputOf(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Problem(422, "invalid-trigger", 'the body must be {"input": ...}');
  const { input = null, ...rest } = body as { input?: unknown };
  if (Object.keys(rest).length > 0) throw new Problem(422, "invalid-trigger", 'the body must be {"input": ...} and nothing else');
  return input;
}

/** @throws Problem 400, 413, 415 */
async function json(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers["content-type"] ?? "")) throw new Problem(415, "not-json", "send Content-Type: application/json");
  const parts: Buffer[] = [];
  let bytes = 0;
  // the connection stays open for the answer when the loop is left
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_BYTES_MAX) throw new Problem(413, "too-large", `the body has more than ${BODY_BYTES_MAX} bytes`);
    parts.push(part);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts))) as unknown;
  } catch {
    throw new Problem(400, "malformed-json", "the body is not JSON");
  }
}

function send(response: ServerResponse, status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers }).end(body);
}
