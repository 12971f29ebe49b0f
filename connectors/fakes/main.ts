import { parseArgs } from "node:util";
import { startDataverse } from "#connectors/fakes/dataverse.ts";
import { startEntra } from "#connectors/fakes/entra.ts";
import type { FakeServer } from "#connectors/fakes/server.ts";
import { startWebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";

/**
 * Runs a fake as a process, for browser tests and for trying things by hand:
 *
 *   node connectors/fakes/main.ts dynamics [--port 4310] [--ttl 60]     Entra and Dataverse together
 *   node connectors/fakes/main.ts webhook [--port 4320] [--secret whsec_…]
 *
 * Prints one line of JSON with the addresses and what to enter in Buzón's form, and ends on SIGTERM. What it keeps and
 * how it misbehaves is read and set over HTTP: fakes/faults.ts.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string" }, ttl: { type: "string" }, secret: { type: "string" } },
});
const port = values.port ? Number(values.port) : 0;

const started = await start(positionals[0]);
process.stdout.write(`${JSON.stringify(started.about)}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => Promise.all(started.servers.map((server) => server.close())).then(() => process.exit()));
}

async function start(name: string | undefined): Promise<{ about: Record<string, string>; servers: FakeServer[] }> {
  if (name === "webhook") {
    const receiver = await startWebhookReceiver({ port, secret: values.secret });
    return { about: { url: `${receiver.url}/leads` }, servers: [receiver] };
  }
  if (name === "dynamics") {
    const entra = await startEntra({ ttlSeconds: values.ttl ? Number(values.ttl) : undefined });
    const dataverse = await startDataverse({ port, issuer: entra.url });
    const { tenantId, clientId, clientSecret } = entra;
    return {
      about: { url: dataverse.url, authorityUrl: entra.url, tenantId, clientId, clientSecret },
      servers: [dataverse, entra],
    };
  }
  throw new Error("Which fake? dynamics or webhook");
}
