import { createServer, type RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bind } from "#bin/bind.ts";
import { log } from "#lib/log.ts";

export type Handler = (...request: Parameters<RequestListener>) => Promise<void>;

export type HttpServer = {
  /** The port it listens on, also when it asked for any free one with 0. */
  port: number;
  server: ReturnType<typeof createServer>;
  /** From now on requests go here; before, they are asked to come back. */
  serve(handler: Handler): void;
  /** Takes no new connections and lets requests in flight finish; what is not done after `timeoutMs` is cut off. */
  drain(timeoutMs: number): Promise<void>;
};

const LIMITS = {
  // Nobody needs ten seconds for a few headers; a client that trickles them holds a connection for nothing.
  headersTimeout: 10_000,
  // The largest body we read is small; a whole minute of trickling is not a slow network but an attack.
  requestTimeout: 30_000,
  // Longer than the 60 s after which common load balancers close idle connections, so that it is never us who closes
  // one just as they send the next request.
  keepAliveTimeout: 65_000,
  // How exact the first two are; Node's default of 30 s would make ten seconds forty.
  connectionsCheckingInterval: 2_000,
};
// A reader of an export that takes nothing for this long is gone.
const IDLE_TIMEOUT_MS = 120_000;

/** Listens at once, so that a port that is taken is known before anything else is touched. */
export async function listen(port: number, host: string): Promise<HttpServer> {
  let handler: Handler = async (_, response) => {
    response.writeHead(503, { "Retry-After": "5", "Content-Type": "text/plain" }).end("Buzón is starting.\n");
  };
  let draining = false;

  const server = createServer(LIMITS, (request, response) => {
    if (draining) response.setHeader("Connection", "close");
    handler(request, response).catch((err) => {
      log.error({ err }, "a request failed");
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  server.setTimeout(IDLE_TIMEOUT_MS);
  await bind(server, port, host);

  return {
    port: portOf(server),
    server,
    serve: (next) => {
      handler = next;
    },
    drain: async (timeoutMs) => {
      draining = true;
      await closed(server, timeoutMs);
    },
  };
}

function portOf(server: HttpServer["server"]): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address with a port");
  return address.port;
}

async function closed(server: HttpServer["server"], timeoutMs: number): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  let isClosed = false;
  server.close(() => {
    isClosed = true;
  });
  while (!isClosed && Date.now() < giveUpAt) {
    // Connections that become idle after close() stay open for their keep-alive time unless they are asked again.
    server.closeIdleConnections();
    await sleep(50);
  }
  server.closeAllConnections();
}
