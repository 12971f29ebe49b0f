import { z } from "zod";
import { type AzureAccount, azureAccount, azureCredentials } from "#connectors/azure-account.ts";
import { AZURE_MAPPING, azureFields, furtherColumns, MAX_COLUMN_LENGTH, rawText } from "#connectors/azure-columns.ts";
import { azureCircumstances, azureCode, azureRefusal } from "#connectors/azure-errors.ts";
import { callAzure } from "#connectors/azure-request.ts";
import { azureTest } from "#connectors/azure-test.ts";
import type { Connector, Context, HttpAnswer, Job } from "#connectors/connector.ts";

const settingsSchema = z.strictObject({
  table: z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z0-9]{2,62}$/, "not_a_table"),
  create: z.enum(["yes", "no"]).default("yes"),
  columns: furtherColumns,
});

const credentialsSchema = azureCredentials("table");

type Settings = z.output<typeof settingsSchema>;
type Credentials = z.output<typeof credentialsSchema>;

/**
 * A row in a table of Azure Storage. The delivery's id is the row's key, so a second try meets the row of the first
 * (409 EntityAlreadyExists) and changes nothing in it
 * (https://learn.microsoft.com/rest/api/storageservices/insert-entity).
 */
export const azureTable: Connector<Settings, Credentials> = {
  type: "azure_table",
  label: "Azure Table Storage",
  mark: "Az",
  group: "data",
  form: [
    { key: "connection", kind: "secret", required: true, placeholder: "DefaultEndpointsProtocol=https;AccountName=…" },
    { key: "table", kind: "text", required: true, initial: "Leads" },
    { key: "create", kind: "choice", required: true, options: ["yes", "no"], initial: "yes", advanced: true },
    { key: "columns", kind: "text", required: false, placeholder: "Campaign, Region", advanced: true },
  ],
  settingsSchema,
  credentialsSchema,
  summarize: ({ table }) => table,
  limits: { concurrency: 4, timeoutMs: 20_000 },
  identity: "delivery",
  updatesExisting: false,

  async describe({ settings }) {
    return azureFields(settings);
  },

  defaultMapping: () => AZURE_MAPPING,

  async test(context) {
    const account = azureAccount(context.credentials, "table");
    const { table, create } = context.settings;
    const answer = await callAzure(context, account, { method: "GET", path: `/${table}()`, query: { $top: "1" } });
    return azureTest(answer, account, azureCircumstances(context, account), {
      name: "table",
      missing: "TableNotFound",
      mayCreate: create === "yes",
      permissions: "a",
    });
  },

  async deliver(context, job) {
    const account = azureAccount(context.credentials, "table");
    const circumstances = azureCircumstances(context, account, job.attempt);
    const { entity, warnings } = entityOf(job);
    const insert = () =>
      callAzure(context, account, {
        method: "POST",
        path: `/${context.settings.table}`,
        headers: { prefer: "return-no-content" },
        body: JSON.stringify(entity),
      });

    let answer = await insert();
    if (azureCode(answer) === "TableNotFound" && context.settings.create === "yes") {
      const made = await createTable(context, account);
      if (!isThere(made)) return azureRefusal(made, account, circumstances);
      answer = await insert();
    }
    const created = answer.ok && answer.status === 204;
    if (!created && azureCode(answer) !== "EntityAlreadyExists") return azureRefusal(answer, account, circumstances);
    const externalId = `${entity.PartitionKey}/${entity.RowKey}`;
    return { kind: "delivered", created, externalId, ...(warnings.length > 0 && { warnings }) };
  },

  async remove(context, { deliveryId, externalId }) {
    const account = azureAccount(context.credentials, "table");
    const [partition] = externalId?.split("/") ?? [];
    if (!partition) return { kind: "reject", code: "record_unknown", message: "It is not known where the row is" };
    const answer = await callAzure(context, account, {
      method: "DELETE",
      path: `/${context.settings.table}(PartitionKey='${partition}',RowKey='${deliveryId}')`,
      headers: { "if-match": "*" },
    });
    const isGone = answer.ok && (answer.status === 204 || answer.status === 404);
    return isGone ? null : azureRefusal(answer, account, azureCircumstances(context, account));
  },
};

function createTable(context: Context<Settings, Credentials>, account: AzureAccount): Promise<HttpAnswer> {
  const body = JSON.stringify({ TableName: context.settings.table });
  return callAzure(context, account, { method: "POST", path: "/Tables", body });
}

function isThere(made: HttpAnswer): boolean {
  return made.ok && (made.status === 201 || made.status === 204 || azureCode(made) === "TableAlreadyExists");
}

/** The month of the lead's arrival is the partition: the same for every try, and a month is what people ask for. */
function entityOf(job: Job) {
  const raw = rawText(job);
  const fits = raw.length <= MAX_COLUMN_LENGTH;
  return {
    entity: {
      ...job.values,
      ...("CreatedTime" in job.values && { "CreatedTime@odata.type": "Edm.DateTime" }),
      ...(fits && { Raw: raw }),
      PartitionKey: job.receivedAt.toISOString().slice(0, 7),
      RowKey: job.deliveryId,
    },
    warnings: fits ? [] : [`Raw was left out: it has ${raw.length} characters, a column takes ${MAX_COLUMN_LENGTH}`],
  };
}
