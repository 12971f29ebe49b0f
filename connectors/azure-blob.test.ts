import {
  AccountSASPermissions,
  BlobServiceClient,
  type ContainerClient,
  generateAccountSASQueryParameters,
  StorageSharedKeyCredential,
} from "@azure/storage-blob";
import { beforeAll, describe, expect, it } from "vitest";
import { azureBlob } from "#connectors/azure-blob.ts";
import type { Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { AZURITE_ACCOUNT, type Azurite, startAzurite } from "#connectors/fakes/azurite.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { createTokenCache } from "#connectors/tokens.ts";

const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const deliveryId = "0198f3c2-7a10-7c4e-9f55-3a1d2b4c5e6f";
const name = `2026/11/30/${deliveryId}.json`;
let azurite: Azurite;
let containers = 0;

beforeAll(async () => {
  azurite = await startAzurite("blob");
  return azurite.close;
});

/** Microsoft's own client on the same account. */
const sdk = (container: string): ContainerClient =>
  new BlobServiceClient(azurite.url, credential).getContainerClient(container);
const credential = new StorageSharedKeyCredential(AZURITE_ACCOUNT.name, AZURITE_ACCOUNT.key);

async function newContainer(): Promise<string> {
  const container = nameOfContainer();
  await sdk(container).create();
  return container;
}

function nameOfContainer(): string {
  containers += 1;
  return `leads-${containers}`;
}

async function blobsOf(container: string): Promise<string[]> {
  const names: string[] = [];
  for await (const blob of sdk(container).listBlobsFlat()) names.push(blob.name);
  return names;
}

describeConnector("azure_blob", {
  connector: azureBlob,
  values: { FirstName: "Some" },
  refusal: null,
  wrongAnswers: [{ status: 200, headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" }],
  async start() {
    const container = await newContainer();
    return {
      settings: { container, create: "yes" as const, columns: "" },
      credentials: { connection: azurite.connectionString },
      secrets: [AZURITE_ACCOUNT.key],
      recordIds: async () => (await blobsOf(container)).map((path) => path.replace(/^.*\/|\.json$/g, "")),
      fail: azurite.fail,
      close: async () => azurite.fail(null),
    };
  },
});

describe("azure_blob", () => {
  const context = (container: string, given: { connection?: string; create?: "yes" | "no" } = {}) => ({
    settings: { container, create: given.create ?? ("yes" as const), columns: "" },
    credentials: { connection: given.connection ?? azurite.connectionString },
    http: createHttp({ allowedPrivateNetworks: ["127.0.0.1"], now: () => now }),
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => now,
  });
  const job = (given: Partial<Job> = {}) =>
    createJob({
      now,
      deliveryId,
      values: { FirstName: "José", Company: "Contoso" },
      original: { body: Buffer.from('\ufeff{ "UserDetails": { "FirstName": "José" } }'), contentType: "text/json" },
      receivedAt: new Date("2026-11-30T23:59:59Z"),
      ...given,
    });

  it("writes a JSON file that Microsoft's own client reads: the values, and the original inside", async () => {
    const container = await newContainer();
    expect(await azureBlob.deliver(context(container), job())).toEqual({
      kind: "delivered",
      created: true,
      externalId: name,
    });
    const blob = sdk(container).getBlobClient(name);
    expect(JSON.parse((await blob.downloadToBuffer()).toString())).toEqual({
      FirstName: "José",
      Company: "Contoso",
      Raw: { UserDetails: { FirstName: "José" } },
    });
    expect((await blob.getProperties()).contentType).toBe("application/json");
  });

  it("keeps an original that is no strict JSON as text", async () => {
    const container = await newContainer();
    const original = { body: Buffer.from('{"a":1,}'), contentType: "" };
    await azureBlob.deliver(context(container), job({ original }));
    const written = await sdk(container).getBlobClient(name).downloadToBuffer();
    expect(JSON.parse(written.toString())).toMatchObject({ Raw: '{"a":1,}' });
  });

  it("meets a file that another client wrote under its name and leaves it as it is", async () => {
    const container = await newContainer();
    await sdk(container).getBlockBlobClient(name).upload("edited", 6);
    expect(await azureBlob.deliver(context(container), job())).toMatchObject({ kind: "delivered", created: false });
    expect((await sdk(container).getBlobClient(name).downloadToBuffer()).toString()).toBe("edited");
  });

  it("makes the container when it is missing and may be made, and pauses when it may not", async () => {
    const container = nameOfContainer();
    expect(await azureBlob.deliver(context(container, { create: "no" }), job())).toMatchObject({
      kind: "pause",
      code: "ContainerNotFound",
      cause: "config",
    });
    expect((await azureBlob.test(context(container, { create: "no" }))).checks.at(-1)).toMatchObject({
      fix: "missing",
    });
    expect((await azureBlob.test(context(container))).checks.at(-1)).toEqual({ name: "container_later", ok: true });
    expect(await sdk(container).exists()).toBe(false);
    expect(await azureBlob.deliver(context(container), job())).toMatchObject({ kind: "delivered", created: true });
    expect((await sdk(container).getProperties()).blobPublicAccess).toBeUndefined();
  });

  it("pauses with a wrong key", async () => {
    const container = await newContainer();
    const connection = azurite.connectionString.replace("AccountKey=Eby8", "AccountKey=Eby9");
    expect(await azureBlob.deliver(context(container, { connection }), job())).toMatchObject({
      kind: "pause",
      code: "AuthorizationFailure",
      cause: "auth",
    });
    expect((await azureBlob.test(context(container, { connection }))).checks).toMatchObject([
      { name: "address", ok: true },
      { name: "sign_in", ok: false, fix: "forbidden" },
    ]);
  });

  it("works with a shared access signature that may only create", async () => {
    const container = await newContainer();
    const sas = (permissions: string) =>
      generateAccountSASQueryParameters(
        {
          expiresOn: new Date(now.getTime() + 3_600_000),
          permissions: AccountSASPermissions.parse(permissions),
          services: "b",
          resourceTypes: "sco",
        },
        credential,
      ).toString();
    const connection = `${azurite.url}?${sas("c")}`;
    expect(await azureBlob.deliver(context(container, { connection }), job())).toMatchObject({ created: true });
    expect((await azureBlob.test(context(container, { connection }))).checks.filter(({ ok }) => !ok)).toEqual([]);
    const readOnly = `BlobEndpoint=${azurite.url};SharedAccessSignature=${sas("r")}`;
    expect((await azureBlob.test(context(container, { connection: readOnly }))).checks).toMatchObject([
      { name: "permission", ok: false, fix: "permission" },
    ]);
  });

  it("takes for there what a signature without the right to write may not overwrite", async () => {
    const container = await newContainer();
    const body = "<?xml version='1.0'?><Error><Code>UnauthorizedBlobOverwrite</Code><Message>no</Message></Error>";
    azurite.fail({ when: "instead", requests: "writes", reply: { status: 403, body }, times: 1 });
    expect(await azureBlob.deliver(context(container), job())).toMatchObject({ kind: "delivered", created: false });
  });

  it("refuses what is no container", () => {
    for (const container of ["Leads", "-leads", "le--ads", "ab"]) {
      expect(azureBlob.settingsSchema.safeParse({ container }).error?.issues[0]?.message).toBe("not_a_container");
    }
  });
});
