import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { NextRequest } from "next/server";
import { handleIntake } from "#features/intake/door.ts";

export type Sent = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | string;
};
export type Send = (sent: Sent) => Promise<Response>;

type RouteHandler = (request: NextRequest) => Promise<Response>;

/** The raw door on a port of its own. */
export async function openDoor(): Promise<{ port: number; send: Send; close(): Promise<void> }> {
  const server: Server = createServer(handleIntake);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("A TCP server has an address with a port");
  const { port } = address;
  return {
    port,
    send: ({ path, ...init }) => fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", ...init }),
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The API route, called as Next calls it. */
export function sendThrough(route: Record<string, unknown>): Send {
  return async ({ path, method = "POST", ...init }) => {
    const handler = route[method];
    if (!isHandler(handler)) throw new Error(`The route does not take ${method}`);
    return handler(new NextRequest(`http://127.0.0.1${path}`, { method, ...init }));
  };
}

function isHandler(value: unknown): value is RouteHandler {
  return typeof value === "function";
}
