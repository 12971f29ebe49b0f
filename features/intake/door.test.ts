import { once } from "node:events";
import { IncomingMessage, ServerResponse } from "node:http";
import { connect, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createEndpoint, createWorkspace } from "#db/factories.ts";
import { receipts } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { handleIntake, isIntakeRequest } from "#features/intake/door.ts";
import { openDoor } from "#features/intake/testing/doors.ts";
import { forgetEnv } from "#lib/env.ts";

useTestDatabase();

let workspaceId: string;
let door: Awaited<ReturnType<typeof openDoor>>;

beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
  door = await openDoor();
});
afterAll(() => door.close());
afterEach(() => trustProxies("0"));

const LEAD = '{"UserDetails":{"FirstName":"Ada"}}';

test("a chunked body is taken whole", async () => {
  const { key, id } = await createEndpoint(workspaceId);
  const socket = await post(key, "Transfer-Encoding: chunked");
  for (const letter of LEAD) socket.write(`1\r\n${letter}\r\n`);
  socket.write("0\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 /);
  expect((await keptOf(id)).map(({ body }) => body.toString())).toEqual([LEAD]);
});

test.each([
  ["a body cut short of its stated length", `Content-Length: ${LEAD.length + 1}`, LEAD],
  ["a chunked body without its end", "Transfer-Encoding: chunked", `${LEAD.length.toString(16)}\r\n${LEAD}\r\n`],
  ["a chunk cut short", "Transfer-Encoding: chunked", `ff\r\n${LEAD}`],
  ["headers without the body", `Content-Length: ${LEAD.length}`, ""],
])("%s is answered with no 2xx, and nothing is kept", async (_, header, sent) => {
  const { key, id } = await createEndpoint(workspaceId);
  await sendLead(key);
  const socket = await post(key, header);
  socket.end(sent);
  expect(await text(socket)).not.toMatch(/^HTTP\/1.1 2/);
  await sendLead(key);
  expect(await keptOf(id)).toHaveLength(2);
});

test("a sender that vanishes in the middle leaves nothing behind, and the next is served", async () => {
  const { key, id } = await createEndpoint(workspaceId);
  await sendLead(key);
  const socket = await post(key, "Content-Length: 1000");
  socket.write(LEAD);
  socket.resetAndDestroy();
  await sendLead(key);
  expect(await keptOf(id)).toHaveLength(2);
});

test("a sender that vanishes while its key is looked up is not waited for", async () => {
  const { key } = await createEndpoint(workspaceId);
  const request = Object.assign(new IncomingMessage(new Socket()), { method: "POST", url: `/api/leads/${key}` });
  const response = new ServerResponse(request);
  const handled = handleIntake(request, response);
  request.destroy();
  response.destroy();
  await handled;
});

test("a body without end is answered as too large, its beginning is kept, and the connection is closed", async () => {
  const { key, id } = await createEndpoint(workspaceId);
  const socket = await post(key, "Transfer-Encoding: chunked");
  const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
  const sender = setInterval(() => socket.write(chunk), 1);
  const answer = await untilClosed(socket);
  clearInterval(sender);
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  const [kept] = await keptOf(id);
  expect(kept).toMatchObject({ state: "too_large", bodyBytes: 256 * 1024 + 1 });
  expect(kept?.body).toHaveLength(256 * 1024);
});

test("the size of a body that is too large is what the sender stated", async () => {
  const { key, id } = await createEndpoint(workspaceId);
  await door.send({ path: `/api/leads/${key}`, body: "x".repeat(1_400_000) });
  expect(await keptOf(id)).toMatchObject([{ state: "too_large", bodyBytes: 1_400_000 }]);
});

test("a wrong key is refused before its body has come", async () => {
  const socket = await post("wrong", "Content-Length: 200000000");
  const [head] = await once(socket, "data");
  expect(String(head)).toMatch(/^HTTP\/1.1 401 /);
  socket.destroy();
});

test("a sender that asks first is told to go on", async () => {
  const { key } = await createEndpoint(workspaceId);
  const socket = await post(key, `Content-Length: ${LEAD.length}\r\nExpect: 100-continue`);
  expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1.1 100 /);
  socket.write(LEAD);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 /);
});

test("two leads on one connection are both taken", async () => {
  const { key, id } = await createEndpoint(workspaceId);
  const request = (connection: string) =>
    `POST /api/leads/${key} HTTP/1.1\r\nHost: x\r\nConnection: ${connection}\r\nContent-Length: ${LEAD.length}\r\n\r\n${LEAD}`;
  const socket = connect(door.port, "127.0.0.1");
  socket.write(request("keep-alive") + request("close"));
  expect((await text(socket)).match(/HTTP\/1.1 200 /g)).toHaveLength(2);
  expect(await keptOf(id)).toHaveLength(2);
});

test("TRACE is refused like every other method", async () => {
  const socket = connect(door.port, "127.0.0.1");
  socket.end("TRACE /api/leads HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 405 [\s\S]*allow: POST/);
});

test.each([
  ["0", "203.0.113.9, 198.51.100.7", "127.0.0.1"],
  ["1", "203.0.113.9, 198.51.100.7", "198.51.100.7"],
  ["1", "", "127.0.0.1"],
])("with %s trusted proxies and X-Forwarded-For %j the sender is %s", async (count, forwarded, address) => {
  trustProxies(count);
  const { key, id } = await createEndpoint(workspaceId);
  await door.send({ path: `/api/leads/${key}`, body: LEAD, headers: { "x-forwarded-for": forwarded } });
  expect(await keptOf(id)).toMatchObject([{ remoteAddress: address }]);
});

test.each([
  ["POST", "/api/leads", true],
  ["POST", "/api/leads?key=a/b", true],
  ["POST", "/api/leads/KEY", true],
  ["POST", "/api/leads/export", true],
  ["GET", "/api/leads?key=KEY", true],
  ["GET", "/api/leads/KEY", true],
  ["HEAD", "/api/leads", true],
  ["TRACE", "/api/leads/KEY", true],
  ["GET", "/api/leads", false],
  ["GET", "/api/leads/?q=status:new&cursor=a", false],
  ["GET", "/api/leads/export?format=csv", false],
  ["HEAD", "/api/leads/export", false],
  ["POST", "/api/leadsheet", false],
  ["GET", "/inbox?next=/api/leads", false],
  ["GET", "/", false],
])("%s %s is the door's business: %s", (method, url, isOurs) => {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url });
  expect(isIntakeRequest(request)).toBe(isOurs);
});

async function post(key: string, header: string): Promise<Socket> {
  const socket = connect({ port: door.port, host: "127.0.0.1", allowHalfOpen: true });
  await once(socket, "connect");
  socket.write(`POST /api/leads?key=${key} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}\r\n\r\n`);
  return socket;
}

/** What came until the other side closed, also where it closed with a reset. */
async function untilClosed(socket: Socket): Promise<string> {
  let answer = "";
  socket.on("error", () => {});
  socket.on("data", (data) => {
    answer += data;
  });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  socket.on("close", () => resolve());
  await closed;
  return answer;
}

/** Leads are committed in the order they came in, so what came before this one is kept when this returns, if at all. */
async function sendLead(key: string): Promise<void> {
  expect((await door.send({ path: `/api/leads/${key}`, body: LEAD })).status).toBe(200);
}

function keptOf(endpointId: string) {
  return db.select().from(receipts).where(eq(receipts.endpointId, endpointId)).orderBy(receipts.id);
}

function trustProxies(count: string): void {
  process.env.BUZON_TRUSTED_PROXIES = count;
  forgetEnv();
}
