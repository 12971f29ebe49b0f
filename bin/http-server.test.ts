import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { type HttpServer, listen } from "#bin/http-server.ts";

const open: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((http) => http.drain(0)));
});

async function start(): Promise<HttpServer> {
  const http = await listen(0, "127.0.0.1");
  open.push(http);
  return http;
}

test("a port that is taken is refused with one sentence that names it", async () => {
  const { port } = await start();
  await expect(listen(port, "127.0.0.1")).rejects.toThrow(
    `Port ${port} is already in use: stop what uses it, or choose another one with PORT.`,
  );
});

test("before the application is ready, callers are asked to come back", async () => {
  const { port } = await start();
  const answer = await fetch(`http://127.0.0.1:${port}/api/leads?key=x`, { method: "POST", body: "{}" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
});

test("a handler that throws costs one request and not the server", async () => {
  const http = await start();
  http.serve(async () => {
    throw new Error("broken");
  });
  expect((await fetch(`http://127.0.0.1:${http.port}/`)).status).toBe(500);
  expect((await fetch(`http://127.0.0.1:${http.port}/`)).status).toBe(500);
});

test("draining lets a request in flight finish, and takes no new one", async () => {
  const http = await start();
  const arrived = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  http.serve(async (_, response) => {
    arrived.resolve();
    await finish.promise;
    response.end("done");
  });
  const answer = fetch(`http://127.0.0.1:${http.port}/`);
  await arrived.promise;
  const drained = http.drain(10_000);

  await expect(fetch(`http://127.0.0.1:${http.port}/`)).rejects.toThrow();
  finish.resolve();
  expect(await (await answer).text()).toBe("done");
  await drained;
});

test("draining cuts off what does not end in time", async () => {
  const http = await start();
  const arrived = Promise.withResolvers<void>();
  http.serve(async () => arrived.resolve());
  const answer = fetch(`http://127.0.0.1:${http.port}/`);
  answer.catch(() => {});
  await arrived.promise;
  await http.drain(100);
  await expect(answer).rejects.toThrow();
});

test("an idle connection that is kept alive does not hold up draining", async () => {
  const http = await start();
  http.serve(async (_, response) => {
    response.end("done");
  });
  const socket = connect(http.port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: buzon.example\r\n\r\n");
  await once(socket, "data");
  await http.drain(10_000);
  expect(await text(socket)).toBe("");
});
