import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";

export type FakeRequest = {
  method: string;
  /** Decoded path, without the query. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
};

/** `silence`: the connection stays open and nothing comes. `reset`: it is cut. */
export type FakeReply = "silence" | "reset" | { status: number; headers?: Record<string, string>; body?: unknown };

export type FakeServer = { url: string; close(): Promise<void> };

/** A real HTTP server on this machine. A body that is no text is sent as JSON. */
export async function startServer(
  answer: (request: FakeRequest) => FakeReply | Promise<FakeReply>,
  { port = 0 }: { port?: number } = {},
): Promise<FakeServer> {
  return listen(
    createServer((incoming, outgoing) => {
      readRequest(incoming)
        .then(answer)
        .then(
          (reply) => send(reply, outgoing),
          (error: unknown) => {
            console.error(error);
            outgoing.destroy();
          },
        );
    }),
    port,
  );
}

/** The same for a listener that needs to know its own address first. */
export async function startListener(
  listenerFor: (url: string) => RequestListener,
  { port = 0 }: { port?: number } = {},
): Promise<FakeServer> {
  const server = createServer();
  const started = await listen(server, port);
  server.on("request", listenerFor(started.url));
  return started;
}

async function listen(server: Server, port: number): Promise<FakeServer> {
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).listen(port, "127.0.0.1", resolve);
  await listening;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address and a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      return closed;
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  return {
    method: incoming.method ?? "GET",
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
  };
}

function send(reply: FakeReply, outgoing: ServerResponse): void {
  if (reply === "silence") return;
  if (reply === "reset") {
    outgoing.destroy();
    return;
  }
  const isText = typeof reply.body === "string";
  const body = isText || reply.body === undefined ? (reply.body ?? "") : JSON.stringify(reply.body);
  outgoing.writeHead(reply.status, {
    ...(reply.body !== undefined && { "content-type": isText ? "text/plain" : "application/json" }),
    ...reply.headers,
  });
  outgoing.end(body);
}
