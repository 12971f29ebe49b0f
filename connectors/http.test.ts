import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Exchange, HttpRequest } from "#connectors/connector.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";
import { createHttp, type HttpOptions } from "#connectors/http.ts";

const now = () => new Date();
const local = { allowedPrivateNetworks: ["127.0.0.0/8"], now };
const get = (url: string, rest: Partial<HttpRequest> = {}): HttpRequest => ({ method: "GET", url, ...rest });

let server: FakeServer | undefined;
const seen: FakeRequest[] = [];

async function serve(reply: FakeReply): Promise<string> {
  server = await startServer((request) => {
    seen.push(request);
    return reply;
  });
  return server.url;
}

async function listening(raw: Server): Promise<string> {
  await new Promise<void>((done) => raw.listen(0, "127.0.0.1", done));
  const address = raw.address();
  return `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/`;
}

afterEach(async () => {
  await server?.close();
  server = undefined;
  seen.length = 0;
});

describe("where requests may go", () => {
  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://0/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://localhost/",
    "https://①②⑦.0.0.1/",
  ])("refuses %s without dialling", async (url) => {
    expect(await createHttp({ now })(get(url))).toMatchObject({ ok: false, code: "private_address", sent: false });
  });

  it.each([
    "ftp://example.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "example.com",
    "",
    "https://u:p@example.com/",
  ])("refuses %s as no web address", async (url) => {
    expect(await createHttp({ now })(get(url))).toMatchObject({ ok: false, code: "invalid_url", sent: false });
  });

  const resolving = (...answers: string[][]): HttpOptions["lookup"] => {
    return async () => (answers.shift() ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };

  it("refuses a name that resolves to a private address", async () => {
    const http = createHttp({ now, lookup: resolving(["127.0.0.1"]) });
    expect(await http(get("https://crm.example/"))).toMatchObject({ code: "private_address", sent: false });
  });

  it("refuses a name with one private address among public ones", async () => {
    const http = createHttp({ now, lookup: resolving(["93.184.215.14", "10.0.0.5"]) });
    expect(await http(get("https://crm.example/"))).toMatchObject({ code: "private_address" });
  });

  it("dials what it has checked: a name that turns private after its first look-up is refused at the second call", async () => {
    const url = new URL(await serve({ status: 200 }));
    const http = createHttp({ ...local, lookup: resolving(["127.0.0.1"], ["10.0.0.5"]) });
    const name = `http://rebind.example:${url.port}/`;
    expect(await http(get(name))).toMatchObject({ ok: true, status: 200 });
    expect(await http(get(name))).toMatchObject({ ok: false, code: "private_address" });
    expect(seen).toHaveLength(1);
  });

  it("looks a name up once a call", async () => {
    const url = new URL(await serve({ status: 200 }));
    let lookups = 0;
    const lookup = async () => {
      lookups += 1;
      return [{ address: "127.0.0.1", family: 4 }];
    };
    await createHttp({ ...local, lookup })(get(`http://once.example:${url.port}/`));
    expect(lookups).toBe(1);
  });

  it("refuses http and other ports towards public addresses", async () => {
    const http = createHttp({ now });
    expect(await http(get("http://93.184.215.14/"))).toMatchObject({ code: "not_https", sent: false });
    expect(await http(get("https://93.184.215.14:22/"))).toMatchObject({ code: "port", sent: false });
  });

  it("follows no redirect", async () => {
    const url = await serve({ status: 302, headers: { location: "http://169.254.169.254/" } });
    expect(await createHttp(local)(get(url))).toMatchObject({ ok: true, status: 302 });
    expect(seen).toHaveLength(1);
  });
});

describe("what comes back", () => {
  it("gives headers in lower case and JSON only where it is JSON", async () => {
    const url = await serve({ status: 200, headers: { "X-One": "1" }, body: { a: 1 } });
    expect(await createHttp(local)(get(url))).toMatchObject({ json: { a: 1 }, headers: { "x-one": "1" } });
    await server?.close();
    const html = await serve({ status: 200, headers: { "content-type": "application/json" }, body: "<html>" });
    expect(await createHttp(local)(get(html))).toMatchObject({ text: "<html>", json: undefined });
  });

  it("reads 64 KiB and no more, and takes nothing that was cut for JSON", async () => {
    const url = await serve({ status: 200, body: { text: "x".repeat(300_000) } });
    const answer = await createHttp(local)(get(url));
    expect(answer).toMatchObject({ ok: true, json: undefined });
    expect(answer.ok && answer.text.length).toBe(64 * 1024);
    expect(await createHttp(local)(get(url, { maxAnswerBytes: 1_000_000 }))).toMatchObject({
      json: { text: "x".repeat(300_000) },
    });
  });

  it("hangs up on an answer that never ends", async () => {
    const hungUp = Promise.withResolvers<void>();
    const endless = createServer((socket) => {
      socket.on("error", () => {}).once("close", () => hungUp.resolve());
      const write = () => {
        if (!socket.destroyed) socket.write("x".repeat(16_384), write);
      };
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\n\r\n", write));
    });
    const url = await listening(endless);
    expect(await createHttp(local)(get(url))).toMatchObject({ ok: true, status: 200 });
    await hungUp.promise;
    endless.close();
  });

  it("sends method, headers and bytes as given", async () => {
    const url = await serve({ status: 204 });
    await createHttp(local)({
      method: "POST",
      url: `${url}/a?b=c`,
      headers: { "X-A": "1" },
      body: new Uint8Array([0, 255]),
    });
    expect(seen[0]).toMatchObject({ method: "POST", path: "/a", headers: { "x-a": "1" }, body: Buffer.from([0, 255]) });
  });
});

describe("whether a request was sent", () => {
  it("was not, when nobody listens", async () => {
    const url = await serve({ status: 200 });
    await server?.close();
    expect(await createHttp(local)(get(url))).toMatchObject({ ok: false, code: "refused", sent: false });
  });

  it("was not, when the name has no address", async () => {
    const lookup = async () => {
      throw new Error("ENOTFOUND");
    };
    expect(await createHttp({ now, lookup })(get("https://nobody.example/"))).toMatchObject({
      code: "dns",
      sent: false,
    });
  });

  it("was not, when no secure connection comes about", async () => {
    const url = await serve({ status: 200 });
    expect(await createHttp(local)(get(url.replace("http:", "https:")))).toMatchObject({ code: "tls", sent: false });
    expect(seen).toHaveLength(0);
  });

  it("was not, when the time is up before the secure connection stands", async () => {
    const mute = createServer();
    const url = await listening(mute);
    const http = createHttp({ ...local, timeoutMs: 50 });
    expect(await http(get(url.replace("http:", "https:")))).toMatchObject({ code: "timeout", sent: false });
    mute.close();
  });

  it("was not, when the look-up takes all the time", async () => {
    const http = createHttp({ now, timeoutMs: 50, lookup: () => new Promise(() => {}) });
    expect(await http(get("https://slow.example/"))).toMatchObject({ code: "timeout", sent: false });
  });

  it("was, when no answer comes in time", async () => {
    const url = await serve("silence");
    expect(await createHttp({ ...local, timeoutMs: 50 })(get(url))).toMatchObject({ code: "timeout", sent: true });
  });

  it("was, when the connection is cut in place of an answer", async () => {
    const url = await serve("reset");
    expect(await createHttp(local)(get(url))).toMatchObject({ ok: false, code: "reset", sent: true });
  });

  it.each([
    ["times out", "timeout"],
    ["breaks", "reset"],
  ])("was, when the answer %s half way; the status is kept", async (how, code) => {
    const half = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", () => how === "breaks" && socket.end());
      });
    });
    const url = await listening(half);
    const exchanges: Exchange[] = [];
    const http = createHttp({ ...local, timeoutMs: 200, record: (exchange) => exchanges.push(exchange) });
    expect(await http(get(url))).toMatchObject({ ok: false, code, sent: true });
    expect(exchanges).toMatchObject([{ status: 200, responseBody: null, failure: code }]);
    half.close();
  });
});

describe("what is recorded", () => {
  async function record(reply: FakeReply, request: Partial<HttpRequest>): Promise<Exchange> {
    const url = await serve(reply);
    const exchanges: Exchange[] = [];
    await createHttp({ ...local, record: (exchange) => exchanges.push(exchange) })({
      method: "POST",
      ...request,
      url: url + (request.url ?? "/"),
    });
    const [exchange] = exchanges;
    if (!exchange) throw new Error("Every call is recorded");
    return exchange;
  }

  it("is each call, with what was sent and answered", async () => {
    const exchange = await record(
      { status: 201, headers: { "x-request-id": "7" }, body: { id: 1 } },
      { url: "/leads", headers: { "Content-Type": "application/json" }, body: '{"a":1}' },
    );
    expect(exchange).toMatchObject({
      method: "POST",
      requestHeaders: { "content-type": "application/json" },
      requestBody: '{"a":1}',
      status: 201,
      responseHeaders: { "x-request-id": "7" },
      responseBody: '{"id":1}',
      failure: null,
    });
    expect(exchange.url).toMatch(/\/leads$/);
    expect(exchange.durationMs).toBeGreaterThanOrEqual(0);
  });

  it("is also a call that never left", async () => {
    const exchanges: Exchange[] = [];
    await createHttp({ now, record: (exchange) => exchanges.push(exchange) })(get("https://10.0.0.1/"));
    expect(exchanges).toMatchObject([{ status: null, responseBody: null, failure: "private_address" }]);
  });

  it("is at most 64 KiB of each body", async () => {
    const exchange = await record({ status: 200, body: "é".repeat(100_000) }, { body: "é".repeat(100_000) });
    expect(Buffer.byteLength(exchange.requestBody ?? "")).toBeLessThanOrEqual(64 * 1024);
    expect(Buffer.byteLength(exchange.responseBody ?? "")).toBeLessThanOrEqual(64 * 1024);
  });

  it("holds no half of a secret where a long answer was cut", async () => {
    const secret = "s3cr3t-that-must-not-show-1234";
    const reply = "x".repeat(64 * 1024 - 20) + secret;
    const exchange = await record({ status: 200, body: reply }, { redact: [secret] });
    expect(exchange.responseBody).toMatch(/^x+$/);
  });
});
