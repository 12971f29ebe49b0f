import { AzureNamedKeyCredential, generateAccountSas, TableClient } from "@azure/data-tables";
import { beforeAll, describe, expect, it } from "vitest";
import { azureTable } from "#connectors/azure-table.ts";
import type { Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { AZURITE_ACCOUNT, type Azurite, startAzurite } from "#connectors/fakes/azurite.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { createTokenCache } from "#connectors/tokens.ts";

const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const deliveryId = "0198f3c2-7a10-7c4e-9f55-3a1d2b4c5e6f";
const original = '{ "UserDetails": { "FirstName": "Some" } }';
let azurite: Azurite;
let tables = 0;

beforeAll(async () => {
  azurite = await startAzurite("table");
  return azurite.close;
});

/** Microsoft's own client on the same account. */
const sdk = (table: string) => new TableClient(azurite.url, table, credential, { allowInsecureConnection: true });
const credential = new AzureNamedKeyCredential(AZURITE_ACCOUNT.name, AZURITE_ACCOUNT.key);

async function newTable(): Promise<string> {
  const table = nameOfTable();
  await sdk(table).createTable();
  return table;
}

function nameOfTable(): string {
  tables += 1;
  return `Leads${tables}`;
}

async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const row of sdk(table).listEntities()) rows.push(row);
  return rows;
}

describeConnector("azure_table", {
  connector: azureTable,
  values: { FirstName: "Some", CreatedTime: "2026-11-22T09:12:00.000Z" },
  refusal: null,
  wrongAnswers: [{ status: 200, headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" }],
  async start() {
    const table = await newTable();
    return {
      settings: { table, create: "yes" as const, columns: "" },
      credentials: { connection: azurite.connectionString },
      secrets: [AZURITE_ACCOUNT.key],
      recordIds: async () => (await rowsOf(table)).map(({ rowKey }) => String(rowKey)),
      fail: azurite.fail,
      close: async () => azurite.fail(null),
    };
  },
});

describe("azure_table", () => {
  const context = (
    table: string,
    given: { connection?: string; create?: "yes" | "no"; at?: Date; key?: string } = {},
  ) => ({
    settings: { table, create: given.create ?? ("yes" as const), columns: "" },
    credentials: { connection: given.connection ?? azurite.connectionString },
    http: createHttp({ allowedPrivateNetworks: ["127.0.0.1"], now: () => now }),
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => given.at ?? now,
  });
  const job = (given: Partial<Job> = {}) =>
    createJob({
      now,
      deliveryId,
      values: { FirstName: "José", Company: "Contoso", Seats: 25, CreatedTime: "2026-11-22T09:12:00.000Z" },
      original: { body: Buffer.from(original), contentType: "application/json" },
      receivedAt: new Date("2026-11-30T23:59:59Z"),
      ...given,
    });

  it("writes a row that Microsoft's own client reads: a column for each value, dates as dates, and the original", async () => {
    const table = await newTable();
    expect(await azureTable.deliver(context(table), job())).toEqual({
      kind: "delivered",
      created: true,
      externalId: `2026-11/${deliveryId}`,
    });
    const row = await sdk(table).getEntity("2026-11", deliveryId);
    expect(row).toMatchObject({ FirstName: "José", Company: "Contoso", Seats: 25, Raw: original });
    expect(row.CreatedTime).toEqual(new Date("2026-11-22T09:12:00.000Z"));
  });

  it("meets a row that another client wrote under its key and leaves it as it is", async () => {
    const table = await newTable();
    await sdk(table).createEntity({ partitionKey: "2026-11", rowKey: deliveryId, FirstName: "Edited" });
    expect(await azureTable.deliver(context(table), job())).toMatchObject({ kind: "delivered", created: false });
    expect(await sdk(table).getEntity("2026-11", deliveryId)).toMatchObject({ FirstName: "Edited" });
  });

  it("lets no mapped column take the place of its own", async () => {
    const table = await newTable();
    const values = { PartitionKey: "x/y", RowKey: "z", Raw: "mine", FirstName: "Some" };
    await azureTable.deliver(context(table), job({ values }));
    expect(await sdk(table).getEntity("2026-11", deliveryId)).toMatchObject({ FirstName: "Some", Raw: original });
  });

  it("makes the table when it is missing and may be made, and pauses when it may not", async () => {
    const table = nameOfTable();
    expect(await azureTable.deliver(context(table, { create: "no" }), job())).toMatchObject({
      kind: "pause",
      code: "TableNotFound",
      cause: "config",
    });
    expect((await azureTable.test(context(table, { create: "no" }))).checks.at(-1)).toMatchObject({ fix: "missing" });
    expect((await azureTable.test(context(table))).checks).toEqual([
      { name: "address", ok: true },
      { name: "sign_in", ok: true },
      { name: "table_later", ok: true },
    ]);
    await expect(rowsOf(table)).rejects.toThrow();
    expect(await azureTable.deliver(context(table), job())).toMatchObject({ kind: "delivered", created: true });
    expect(await rowsOf(table)).toHaveLength(1);
  });

  it("refuses a value that is longer than a column takes, as the real service does", async () => {
    const table = await newTable();
    const values = { FirstName: "x".repeat(40_000) };
    expect(await azureTable.deliver(context(table), job({ values }))).toMatchObject({
      kind: "reject",
      code: "PropertyValueTooLarge",
    });
  });

  it("leaves the original out when it is longer than a column takes, and says so", async () => {
    const table = await newTable();
    const body = Buffer.from(JSON.stringify({ Description: "x".repeat(33_000) }));
    const outcome = await azureTable.deliver(context(table), job({ original: { body, contentType: "" } }));
    expect(outcome).toMatchObject({ kind: "delivered", warnings: [expect.stringContaining("Raw was left out")] });
    expect(await sdk(table).getEntity("2026-11", deliveryId)).not.toHaveProperty("Raw");
  });

  it("pauses with a wrong key, and says whether it is the clock", async () => {
    const table = await newTable();
    const wrong = azurite.connectionString.replace("AccountKey=Eby8", "AccountKey=Eby9");
    expect(await azureTable.deliver(context(table, { connection: wrong }), job())).toMatchObject({
      kind: "pause",
      code: "AuthorizationFailure",
      cause: "auth",
    });
    expect((await azureTable.test(context(table, { connection: wrong }))).checks.at(-1)).toMatchObject({
      fix: "forbidden",
    });
    const late = new Date(now.getTime() + 20 * 60_000);
    const { checks } = await azureTable.test(context(table, { connection: wrong, at: late }));
    expect(checks.at(-1)).toMatchObject({ name: "sign_in", ok: false, fix: "clock" });
  });

  it("works with a shared access signature that may only add", async () => {
    const table = await newTable();
    const sas = (permissions: Record<string, boolean>, expiresOn = new Date(now.getTime() + 3_600_000)) =>
      generateAccountSas(credential, {
        expiresOn,
        startsOn: new Date(now.getTime() - 7_200_000),
        permissions,
        services: { table: true },
        resourceTypes: "sco",
      });
    const url = `${azurite.url}?${sas({ add: true })}`;
    expect(await azureTable.deliver(context(table, { connection: url }), job())).toMatchObject({ created: true });
    expect((await azureTable.test(context(table, { connection: url }))).checks.filter(({ ok }) => !ok)).toEqual([]);

    const readOnly = `TableEndpoint=${azurite.url};SharedAccessSignature=${sas({ list: true })}`;
    expect((await azureTable.test(context(table, { connection: readOnly }))).checks).toMatchObject([
      { name: "permission", ok: false, fix: "permission" },
    ]);
    const expired = `${azurite.url}?${sas({ add: true }, new Date(now.getTime() - 3_600_000))}`;
    expect(await azureTable.deliver(context(table, { connection: expired }), job())).toMatchObject({
      kind: "pause",
      code: "azure_sas_expired",
    });
  });

  it("cannot delete a row of which it is not known where it is", async () => {
    const table = await newTable();
    expect(await azureTable.remove?.(context(table), { deliveryId, externalId: null })).toMatchObject({
      code: "record_unknown",
    });
  });

  it.each([["nobody.table.core.windows.net", "dns", { name: "address", fix: "dns" }]])(
    "says what is wrong with %s",
    async (host, _case, expected) => {
      const http = createHttp({ now: () => now, lookup: () => Promise.reject(new Error("ENOTFOUND")) });
      const connection = `AccountName=nobody;AccountKey=${AZURITE_ACCOUNT.key};TableEndpoint=https://${host}`;
      const { checks } = await azureTable.test({ ...context("Leads", { connection }), http });
      expect(checks).toMatchObject([{ ...expected, ok: false }]);
    },
  );

  it("offers the columns an admin names beside its own, and refuses what can be none", async () => {
    const settings = azureTable.settingsSchema.parse({ table: "Leads", columns: "Campaign,Region;  Email" });
    expect(settings.columns).toBe("Campaign, Region, Email");
    const names = (await azureTable.describe({ ...context("Leads"), settings })).map((column) => column.name);
    expect(names).toEqual(expect.arrayContaining(["FirstName", "Campaign", "Region", "Raw"]));
    expect(names.filter((name) => name === "Email")).toHaveLength(1);
    for (const columns of ["RowKey", "Raw", "1st", "a-b"]) {
      const { error } = azureTable.settingsSchema.safeParse({ table: "Leads", columns });
      expect(error?.issues[0]).toMatchObject({ path: ["columns", 0], message: "not_columns" });
    }
  });

  it("refuses what is no table or no connection string", () => {
    expect(azureTable.settingsSchema.safeParse({ table: "my-leads" }).error?.issues[0]?.message).toBe("not_a_table");
    expect(azureTable.credentialsSchema.safeParse({ connection: "x" }).error?.issues[0]?.message).toBe(
      "not_a_connection",
    );
  });
});
