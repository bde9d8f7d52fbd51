import { createHash, timingSafeEqual } from "node:crypto";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { type Config, secretsOf } from "./config.js";
import { DefinitionError } from "./definition.js";
import { type AuthToken, EventNotSent, type EventStarts, EventStartsOff, startByEvent } from "./event-start.js";
import { type Log, hidden } from "./log.js";

const BODY_BYTES_MAX = 1 << 20;

/** The request is wrong; told to whoever sent it. */
class BadRequest extends Error {}

/** The text of a workflow's definition, if there is one. */
export type Definitions = (workflow: string) => Promise<string | undefined>;

/** `POST /execute/<workflow>` with `{"inputData": {...}, "authTokens": [...]}`; `inputData.isEvent=true` starts by an event. */
export function createCaller(config: Config, definitions: Definitions, starts: EventStarts | undefined, log: Log): Server {
  return createServer((request, response) => {
    execute(config, definitions, starts, request).then(
      ({ status, body }) => answer(response, status, body),
      (error: unknown) => {
        const status = statusOf(error);
        const message = hidden(error instanceof Error ? error.message : String(error), secretsOf(config));
        log.error(`${status}: ${message}`);
        answer(response, status, JSON.stringify({ message: status === 500 ? "the request failed" : message }));
      });
  });
}

async function execute(config: Config, definitions: Definitions, starts: EventStarts | undefined, request: IncomingMessage): Promise<{ status: number; body: string }> {
  const [, workflow] = /^\/execute\/([\w.-]{1,100})$/.exec(request.url ?? "") ?? [];
  if (workflow === undefined || request.method !== "POST") return { status: 404, body: '{"message":"POST /execute/<workflow>"}' };
  if (!isAuthorized(config, request.headers.authorization)) return { status: 401, body: '{"message":"a bearer token is needed"}' };
  const body = await read(request);
  const { inputData, authTokens } = checked(body);
  if ((inputData as { isEvent?: unknown }).isEvent !== true) return await forward(config, workflow, body, request);
  const { isEvent, ...data } = inputData as { isEvent: boolean };
  void isEvent;
  return { status: 200, body: JSON.stringify(await startByEvent(starts, await definitions(workflow), data, authTokens)) };
}

/** The path without an event: the body as it came, byte for byte, and the caller's authorization. */
async function forward(config: Config, workflow: string, body: Buffer, request: IncomingMessage): Promise<{ status: number; body: string }> {
  const answered = await fetch(`${config.executeUrl}/${workflow}`, {
    method: "POST", body: new Uint8Array(body), headers: { "content-type": request.headers["content-type"] ?? "application/json", authorization: request.headers.authorization! },
  });
  return { status: answered.status, body: await answered.text() };
}

function checked(body: Buffer): { inputData: object; authTokens: AuthToken[] } {
  let given: { inputData?: unknown; authTokens?: unknown } | null;
  try {
    given = JSON.parse(body.toString("utf8")) as { inputData?: unknown } | null;
  } catch {
    throw new BadRequest("the body is not JSON");
  }
  const inputData = given?.inputData ?? {};
  if (typeof inputData !== "object" || Array.isArray(inputData)) throw new BadRequest("inputData must be an object");
  const authTokens = given?.authTokens ?? [];
  const isToken = (one: unknown): one is AuthToken => typeof (one as AuthToken | null)?.token === "string" && /^[\w-]{1,50}$/.test(String((one as AuthToken).provider));
  if (!Array.isArray(authTokens) || !authTokens.every(isToken)) throw new BadRequest("authTokens must be a list of {provider, token}");
  return { inputData, authTokens };
}

/** Digests have one length, so that neither it nor the time tells anything of a token. */
function isAuthorized({ bearerTokens }: Config, header: string | undefined): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  const given = digest(/^Bearer (.+)$/.exec(header ?? "")?.[1] ?? "");
  return bearerTokens.map((token) => timingSafeEqual(digest(token), given)).includes(true);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_BYTES_MAX) throw new BadRequest(`the body has more than ${BODY_BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function statusOf(error: unknown): number {
  if (error instanceof BadRequest || error instanceof DefinitionError) return 400;
  if (error instanceof EventStartsOff) return 503;
  return error instanceof EventNotSent ? 502 : 500;
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}
