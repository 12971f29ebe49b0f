import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { type FakeReply, type FakeRequest, startServer } from "#connectors/fakes/server.ts";

/** Azurite's own account, the same everywhere (https://learn.microsoft.com/azure/storage/common/storage-use-azurite). */
export const AZURITE_ACCOUNT = {
  name: "devstoreaccount1",
  key: "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
};

type Service = "table" | "blob";

export type Azurite = {
  /** Past the proxy, for the SDKs. */
  url: string;
  /** Through the proxy. */
  connectionString: string;
  fail(fault: Fault | null): void;
  close(): Promise<void>;
};

/**
 * Microsoft's own emulator of one storage service, as a process of its own that keeps everything in memory, behind a proxy
 * that applies faults. Versions are not checked, because the newest SDKs ask for versions it does not know.
 */
export async function startAzurite(service: Service, { port = 0 }: { port?: number } = {}): Promise<Azurite> {
  const inner = await freePort();
  const child = spawn(process.execPath, [mainOf(service), ...ARGUMENTS, `--${service}Port`, String(inner)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await readyLine(child);

  const faults = createFaults();
  const proxy = await startServer(
    (request) => withFaults(faults, !/^(GET|HEAD)$/.test(request.method), () => pass(request, inner)),
    { port },
  );
  return {
    url: `http://127.0.0.1:${inner}/${AZURITE_ACCOUNT.name}`,
    connectionString: connectionString(service, proxy.url),
    fail: faults.set,
    async close() {
      await proxy.close();
      child.kill();
      await once(child, "exit");
    },
  };
}

function connectionString(service: Service, url: string): string {
  const { name, key } = AZURITE_ACCOUNT;
  const endpoint = service === "table" ? "TableEndpoint" : "BlobEndpoint";
  return `DefaultEndpointsProtocol=http;AccountName=${name};AccountKey=${key};${endpoint}=${url}/${name};`;
}

const ARGUMENTS = ["--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"];

function mainOf(service: Service): string {
  return createRequire(import.meta.url).resolve(`azurite/dist/src/${service}/main.js`);
}

/** Azurite does not tell which port it was given, so it is given one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address and a port");
  return address.port;
}

async function readyLine(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error("Azurite's output is read");
  for await (const line of createInterface(child.stdout)) {
    if (/successfully (started|listens)/.test(line)) return;
  }
  throw new Error("Azurite did not start");
}

async function pass({ method, path, query, headers, body }: FakeRequest, port: number): Promise<FakeReply> {
  const { host: _host, connection: _connection, "content-length": _length, ...kept } = headers;
  const search = query.size > 0 ? `?${query}` : "";
  const answer = await fetch(`http://127.0.0.1:${port}${encodeURI(path)}${search}`, {
    method,
    headers: kept,
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const text = await answer.text();
  const answered = Object.fromEntries([...answer.headers].filter(([header]) => !HOP_HEADERS.has(header)));
  return { status: answer.status, headers: answered, ...(text !== "" && { body: text }) };
}

const HOP_HEADERS = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);
