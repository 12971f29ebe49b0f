import { parseArgs } from "node:util";
import { startAzurite } from "#connectors/fakes/azurite.ts";
import { startDataverse } from "#connectors/fakes/dataverse.ts";
import { startEntra } from "#connectors/fakes/entra.ts";
import { control } from "#connectors/fakes/faults.ts";
import { startHubspot } from "#connectors/fakes/hubspot.ts";
import { startMarketo } from "#connectors/fakes/marketo.ts";
import { startPipedrive } from "#connectors/fakes/pipedrive.ts";
import { startSalesforce } from "#connectors/fakes/salesforce.ts";
import { type FakeServer, startServer } from "#connectors/fakes/server.ts";
import { startSlack } from "#connectors/fakes/slack.ts";
import { startSmtp } from "#connectors/fakes/smtp.ts";
import { startTeams } from "#connectors/fakes/teams.ts";
import { startWebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { startZoho } from "#connectors/fakes/zoho.ts";

/**
 * Runs a fake as a process, for browser tests and for trying things by hand:
 *
 *   node connectors/fakes/main.ts dynamics [--port 4310] [--ttl 60]     Entra and Dataverse together
 *   node connectors/fakes/main.ts salesforce
 *   node connectors/fakes/main.ts hubspot [--secret pat-…]
 *   node connectors/fakes/main.ts marketo
 *   node connectors/fakes/main.ts zoho
 *   node connectors/fakes/main.ts pipedrive
 *   node connectors/fakes/main.ts azure_table                           Azurite, and azure_blob
 *   node connectors/fakes/main.ts email                                 mails at /_fake/mails of `looking`
 *   node connectors/fakes/main.ts webhook [--port 4320] [--secret whsec_…]
 *   node connectors/fakes/main.ts slack
 *   node connectors/fakes/main.ts teams
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
  if (name === "pipedrive") {
    const pipedrive = await startPipedrive({ port });
    return { about: { url: pipedrive.url, apiToken: pipedrive.apiToken }, servers: [pipedrive] };
  }
  if (name === "slack") {
    const slack = await startSlack({ port });
    return { about: { url: slack.webhookUrl }, servers: [slack] };
  }
  if (name === "teams") {
    const teams = await startTeams({ port });
    return { about: { url: teams.workflowUrl }, servers: [teams] };
  }
  if (name === "salesforce") {
    const salesforce = await startSalesforce({ port });
    const { url, clientId, clientSecret } = salesforce;
    return { about: { url, clientId, clientSecret }, servers: [salesforce] };
  }
  if (name === "hubspot") {
    const hubspot = await startHubspot({ port, serviceKey: values.secret });
    return { about: { apiUrl: hubspot.url, serviceKey: hubspot.serviceKey }, servers: [hubspot] };
  }
  if (name === "marketo") {
    const marketo = await startMarketo({ port });
    const { url, clientId, clientSecret } = marketo;
    return { about: { url, clientId, clientSecret }, servers: [marketo] };
  }
  if (name === "zoho") {
    const zoho = await startZoho({ port });
    const { url, clientId, clientSecret, refreshToken } = zoho;
    return { about: { url, accountsUrl: url, clientId, clientSecret, refreshToken }, servers: [zoho] };
  }
  if (name === "azure_table" || name === "azure_blob") {
    const azurite = await startAzurite(name === "azure_table" ? "table" : "blob", { port });
    return { about: { connection: azurite.connectionString }, servers: [azurite] };
  }
  if (name === "email") {
    const smtp = await startSmtp({ port });
    const faults = { set: smtp.fail, take: () => null };
    const lists = { mails: () => smtp.mails };
    const clear = () => smtp.mails.splice(0);
    const looking = await startServer((request) => control(request, { faults, lists, clear }) ?? { status: 404 });
    return { about: { host: smtp.host, port: String(smtp.port), looking: looking.url }, servers: [smtp, looking] };
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
  throw new Error("Which fake? The names are at the top of this file");
}
