import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { forgetEnv } from "#lib/env.ts";

/** Stands between this process and Postgres from now on, by setting DATABASE_URL to itself, and breaks as told. */
export async function putProxyBeforeDatabase() {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const { hostname, port } = url;
  const pairs = new Set<[Socket, Socket]>();
  const silent = new Set<[Socket, Socket]>();
  let isSilent = false;

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on("data", (data) => isSilent || silent.has(pair) || to.write(data));
      from.on("error", () => {});
      from.on("close", () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
  });
  const listen = async (at: number) => {
    server.listen(at, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (!address || typeof address === "string") throw new Error("A TCP server has an address with a port");
    return address.port;
  };
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };

  const ownPort = await listen(0);
  url.hostname = "127.0.0.1";
  url.port = String(ownPort);
  process.env.DATABASE_URL = url.href;
  forgetEnv();

  return {
    /** Ends all connections; new ones work. */
    cut,
    /** Takes bytes and passes none on, as when the network drops packets. */
    silence: () => {
      isSilent = true;
    },
    /** The same for the connections that are open now; new ones work. */
    silenceOpenConnections: () => {
      for (const pair of pairs) silent.add(pair);
    },
    /** How many of those it silenced are still held. */
    countSilent: () => [...pairs].filter((pair) => silent.has(pair)).length,
    /** Ends all connections and takes no new ones. */
    refuse: () => {
      server.close();
      cut();
    },
    restore: async () => {
      isSilent = false;
      if (!server.listening) await listen(ownPort);
    },
    close: () => {
      server.close();
      cut();
    },
  };
}
