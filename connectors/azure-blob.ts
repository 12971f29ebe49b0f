import { z } from "zod";
import { type AzureAccount, azureAccount, azureCredentials } from "#connectors/azure-account.ts";
import { AZURE_MAPPING, azureFields, furtherColumns, rawText } from "#connectors/azure-columns.ts";
import { azureCircumstances, azureCode, azureRefusal } from "#connectors/azure-errors.ts";
import { callAzure } from "#connectors/azure-request.ts";
import { azureTest } from "#connectors/azure-test.ts";
import type { Connector, Context, HttpAnswer, Job } from "#connectors/connector.ts";

const settingsSchema = z.strictObject({
  container: z
    .string()
    .trim()
    .regex(/^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "not_a_container"),
  create: z.enum(["yes", "no"]).default("yes"),
  columns: furtherColumns,
});

const credentialsSchema = azureCredentials("blob");

type Settings = z.output<typeof settingsSchema>;
type Credentials = z.output<typeof credentialsSchema>;

/**
 * A JSON file for each lead in a container of Azure Storage, in a folder for each day. The delivery's id is the file's name
 * and `If-None-Match: *` keeps a second try from writing it again (409 BlobAlreadyExists)
 * (https://learn.microsoft.com/rest/api/storageservices/put-blob).
 */
export const azureBlob: Connector<Settings, Credentials> = {
  type: "azure_blob",
  label: "Azure Blob Storage",
  mark: "Ab",
  group: "data",
  form: [
    { key: "connection", kind: "secret", required: true, placeholder: "DefaultEndpointsProtocol=https;AccountName=…" },
    { key: "container", kind: "text", required: true, initial: "leads" },
    { key: "create", kind: "choice", required: true, options: ["yes", "no"], initial: "yes", advanced: true },
    { key: "columns", kind: "text", required: false, placeholder: "Campaign, Region", advanced: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ container }) => container,
  limits: { concurrency: 4, timeoutMs: 20_000 },
  identity: "delivery",
  updatesExisting: false,

  async describe({ settings }) {
    return azureFields(settings);
  },

  defaultMapping: () => AZURE_MAPPING,

  async test(context) {
    const account = azureAccount(context.credentials, "blob");
    const { container, create } = context.settings;
    const query = { restype: "container", comp: "list", maxresults: "1" };
    const answer = await callAzure(context, account, { method: "GET", path: `/${container}`, query });
    return azureTest(answer, account, azureCircumstances(context, account), {
      name: "container",
      missing: "ContainerNotFound",
      mayCreate: create === "yes",
      permissions: "cw",
    });
  },

  async deliver(context, job) {
    const account = azureAccount(context.credentials, "blob");
    const circumstances = azureCircumstances(context, account, job.attempt);
    const name = `${job.receivedAt.toISOString().slice(0, 10).replaceAll("-", "/")}/${job.deliveryId}.json`;
    const body = documentOf(job);
    const put = () =>
      callAzure(context, account, {
        method: "PUT",
        path: `/${context.settings.container}/${name}`,
        headers: { "x-ms-blob-type": "BlockBlob", "if-none-match": "*", "content-type": "application/json" },
        body,
      });

    let answer = await put();
    if (azureCode(answer) === "ContainerNotFound" && context.settings.create === "yes") {
      const made = await createContainer(context, account);
      if (!isThere(made)) return azureRefusal(made, account, circumstances);
      answer = await put();
    }
    const created = answer.ok && answer.status === 201;
    if (!created && !EXISTS.has(azureCode(answer) ?? "")) return azureRefusal(answer, account, circumstances);
    return { kind: "delivered", created, externalId: name };
  },

  async remove(context, { externalId }) {
    const account = azureAccount(context.credentials, "blob");
    if (!externalId) return { kind: "reject", code: "record_unknown", message: "It is not known where the file is" };
    const path = `/${context.settings.container}/${externalId}`;
    const answer = await callAzure(context, account, { method: "DELETE", path });
    const isGone = answer.ok && (answer.status === 202 || answer.status === 404);
    return isGone ? null : azureRefusal(answer, account, azureCircumstances(context, account));
  },
};

/** The second is said to a signature that may create and not write. */
const EXISTS = new Set(["BlobAlreadyExists", "UnauthorizedBlobOverwrite"]);

function createContainer(context: Context<Settings, Credentials>, account: AzureAccount): Promise<HttpAnswer> {
  const path = `/${context.settings.container}`;
  return callAzure(context, account, { method: "PUT", path, query: { restype: "container" } });
}

function isThere(made: HttpAnswer): boolean {
  return made.ok && (made.status === 201 || azureCode(made) === "ContainerAlreadyExists");
}

function documentOf(job: Job): string {
  return `${JSON.stringify({ ...job.values, Raw: parsed(rawText(job)) }, null, 2)}\n`;
}

/** As JSON where it is strict JSON, else as the text it is. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
