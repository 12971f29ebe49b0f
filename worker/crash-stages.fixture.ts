import { basename } from "node:path";
import { AzureNamedKeyCredential, TableClient } from "@azure/data-tables";
import { BlobServiceClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { AZURITE_ACCOUNT, startAzurite } from "#connectors/fakes/azurite.ts";
import { startDataverse } from "#connectors/fakes/dataverse.ts";
import { startEntra } from "#connectors/fakes/entra.ts";
import type { Fault } from "#connectors/fakes/faults.ts";
import { startPipedrive } from "#connectors/fakes/pipedrive.ts";
import { startSalesforce } from "#connectors/fakes/salesforce.ts";
import { startWebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { newSigningSecret } from "#connectors/signing-secret.ts";

/** A destination whose records carry the delivery's id, with a view behind it. */
export type CrashStage = {
  connector: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  /** Fields of the destination that get the lead's value of this name. */
  mapping: Record<string, string>;
  /** One entry for each record, also for two of one delivery: the id of its delivery. */
  records(): string[] | Promise<string[]>;
  fail(fault: Fault | null): void;
  close(): Promise<void>;
};

/** Every connector with a key of our own, against the fake it is tested with. */
export const CRASH_STAGES: Record<string, () => Promise<CrashStage>> = {
  async webhook() {
    const secret = newSigningSecret();
    const receiver = await startWebhookReceiver({ secret });
    return {
      connector: "webhook",
      settings: { url: `${receiver.url}/leads`, body: "standard" },
      credentials: { secret, authorization: "" },
      mapping: { email: "email" },
      // A receiver of Standard Webhooks tells repeats by their id.
      records: () => [...new Set(receiver.received.map(({ id }) => id))],
      fail: receiver.fail,
      close: receiver.close,
    };
  },
  async dynamics() {
    const entra = await startEntra();
    const dataverse = await startDataverse({ issuer: entra.url });
    return {
      connector: "dynamics",
      settings: {
        url: dataverse.url,
        tenantId: entra.tenantId,
        clientId: entra.clientId,
        authorityUrl: entra.url,
        duplicates: "keep",
      },
      credentials: { clientSecret: entra.clientSecret },
      mapping: { subject: "offer_title", lastname: "last_name" },
      records: () => [...dataverse.records.keys()],
      fail: dataverse.fail,
      close: () => Promise.all([dataverse.close(), entra.close()]).then(() => {}),
    };
  },
  async salesforce() {
    const fake = await startSalesforce();
    return {
      connector: "salesforce",
      settings: {
        url: fake.url,
        clientId: fake.clientId,
        duplicates: "save",
        externalIdField: "Marketplace_Lead_Id__c",
      },
      credentials: { clientSecret: fake.clientSecret },
      mapping: { LastName: "last_name", Company: "company", Email: "email" },
      records: () => [...fake.records.values()].map((record) => String(record.Marketplace_Lead_Id__c)),
      fail: fake.fail,
      close: fake.close,
    };
  },
  async pipedrive() {
    const fake = await startPipedrive();
    return {
      connector: "pipedrive",
      settings: { url: fake.url },
      credentials: { apiToken: fake.apiToken },
      mapping: { lead_title: "offer_title", person_name: "full_name", person_email: "email" },
      records: () => [...fake.records.leads.values()].map(({ origin_id }) => String(origin_id)),
      fail: fake.fail,
      close: fake.close,
    };
  },
  async azure_table() {
    const azurite = await startAzurite("table");
    const credential = new AzureNamedKeyCredential(AZURITE_ACCOUNT.name, AZURITE_ACCOUNT.key);
    const table = new TableClient(azurite.url, "Leads", credential, { allowInsecureConnection: true });
    await table.createTable();
    return {
      connector: "azure_table",
      settings: { table: "Leads", create: "yes", columns: "" },
      credentials: { connection: azurite.connectionString },
      mapping: { Email: "email" },
      records: () => listed(table.listEntities(), ({ rowKey }) => String(rowKey)),
      fail: azurite.fail,
      close: azurite.close,
    };
  },
  async azure_blob() {
    const azurite = await startAzurite("blob");
    const credential = new StorageSharedKeyCredential(AZURITE_ACCOUNT.name, AZURITE_ACCOUNT.key);
    const container = new BlobServiceClient(azurite.url, credential).getContainerClient("leads");
    await container.create();
    return {
      connector: "azure_blob",
      settings: { container: "leads", create: "yes", columns: "" },
      credentials: { connection: azurite.connectionString },
      mapping: { Email: "email" },
      records: () => listed(container.listBlobsFlat(), ({ name }) => basename(name, ".json")),
      fail: azurite.fail,
      close: azurite.close,
    };
  },
};

async function listed<Entry>(entries: AsyncIterable<Entry>, idOf: (entry: Entry) => string): Promise<string[]> {
  const ids: string[] = [];
  for await (const entry of entries) ids.push(idOf(entry));
  return ids;
}
