import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Exchange, Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { type DynamicsSettings, dynamics } from "#connectors/dynamics.ts";
import { type FakeDataverse, startDataverse } from "#connectors/fakes/dataverse.ts";
import { type FakeEntra, startEntra } from "#connectors/fakes/entra.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { type FakeReply, startServer } from "#connectors/fakes/server.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

const values: Job["values"] = {
  subject: "Contact request: Contoso Backup",
  firstname: "Some",
  lastname: "One",
  leadsourcecode: 8,
};

async function startBoth(ttlSeconds?: number) {
  const entra = await startEntra({ ttlSeconds });
  const dataverse = await startDataverse({ issuer: entra.url });
  const settings = {
    url: dataverse.url,
    tenantId: entra.tenantId,
    clientId: entra.clientId,
    authorityUrl: entra.url,
    duplicates: "keep" as const,
  };
  return { entra, dataverse, settings, credentials: { clientSecret: entra.clientSecret } };
}

describeConnector("dynamics", {
  connector: dynamics,
  values,
  refusal: {
    reply: {
      status: 400,
      body: {
        error: {
          code: "0x80044331",
          message:
            "A validation error occurred. The length of the 'subject' attribute of the 'lead' entity exceeded the maximum allowed length of '300'.",
        },
      },
    },
    field: "subject",
  },
  wrongAnswers: [
    {
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<html><title>Sign in to your account</title></html>",
    },
    { status: 200, body: {} },
    { status: 207, body: { value: [] } },
    { status: 201, headers: { "content-type": "text/html" }, body: "<html></html>" },
  ],
  async start() {
    const { entra, dataverse, settings, credentials } = await startBoth();
    return {
      settings,
      credentials,
      secrets: [entra.clientSecret],
      recordIds: () => [...dataverse.records.keys()],
      fail: dataverse.fail,
      close: () => Promise.all([dataverse.close(), entra.close()]).then(() => {}),
    };
  },
});

describe("dynamics", () => {
  let entra: FakeEntra;
  let dataverse: FakeDataverse;
  let given: Pick<Awaited<ReturnType<typeof startBoth>>, "settings" | "credentials">;
  let exchanges: Exchange[];
  let now: Date;

  beforeEach(async () => {
    ({ entra, dataverse, ...given } = await startBoth());
    exchanges = [];
    now = new Date();
    tokens = createTokenCache({ now: () => now });
  });
  afterEach(() => Promise.all([dataverse.close(), entra.close()]));

  let tokens = createTokenCache({ now: () => now });

  const context = (settings: Partial<DynamicsSettings> = {}, credentials = given.credentials) => ({
    settings: { ...given.settings, ...settings },
    credentials,
    http: createHttp({
      allowedPrivateNetworks: ["127.0.0.0/8"],
      record: (exchange) => exchanges.push(exchange),
      now: () => now,
    }),
    mail: noMail,
    tokens,
    now: () => now,
  });
  const job = (given: Partial<Job> = {}) => createJob({ now, values, ...given });
  const answers = (status: number, code: string, message = "m", headers: Record<string, string> = {}) =>
    dataverse.fail({
      when: "instead",
      requests: "writes",
      reply: { status, headers, body: { error: { code, message } } },
    });

  it("creates the lead under the delivery's id and links to it", async () => {
    expect(await dynamics.deliver(context(), job())).toEqual({
      kind: "delivered",
      created: true,
      externalId: job().deliveryId,
      url: `${dataverse.url}/main.aspx?etn=lead&pagetype=entityrecord&id=${job().deliveryId}`,
    });
    expect(dataverse.records.get(job().deliveryId)).toEqual(values);
    expect(dataverse.requests.at(-1)).toMatchObject({
      method: "PATCH",
      headers: { "if-none-match": "*", "odata-version": "4.0", "odata-maxversion": "4.0", accept: "application/json" },
    });
  });

  it("leaves a record that exists as sales have changed it", async () => {
    dataverse.records.set(job().deliveryId, { lastname: "Corrected" });
    expect(await dynamics.deliver(context(), job())).toMatchObject({ kind: "delivered", created: false });
    expect(dataverse.records.get(job().deliveryId)).toEqual({ lastname: "Corrected" });
  });

  it("recognises a taken key when Dataverse leaves the code empty", async () => {
    dataverse.records.set(job().deliveryId, {});
    answers(412, "", "A record with matching key values already exists.");
    expect(await dynamics.deliver(context(), job())).toMatchObject({ kind: "delivered", created: false });
  });

  it("refuses the lead when the taken key is another record's", async () => {
    answers(412, "0x80040237", "A record with matching key values already exists.");
    expect(await dynamics.deliver(context(), job())).toMatchObject({ kind: "reject", code: "key_taken" });
  });

  it("uses one token for many leads and a new one when it nears its end", async () => {
    await dynamics.deliver(context(), job());
    await dynamics.deliver(context(), job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12" }));
    expect(entra.issued()).toBe(1);
    now = new Date(now.getTime() + 3599 * 1000 * 0.81);
    await dynamics.deliver(context(), job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d13" }));
    expect(entra.issued()).toBe(2);
  });

  it("replaces a token that is refused and repeats the call once", async () => {
    dataverse.fail({ when: "instead", requests: "all", reply: { status: 401 }, times: 1 });
    expect(await dynamics.deliver(context(), job())).toMatchObject({ kind: "delivered", created: true });
    expect(entra.issued()).toBe(2);
  });

  it("pauses after the second refusal of a token, having called twice", async () => {
    dataverse.fail({ when: "instead", requests: "all", reply: { status: 401 } });
    expect(await dynamics.deliver(context(), job())).toMatchObject({
      kind: "pause",
      cause: "auth",
      code: "unauthorized",
    });
    expect(dataverse.requests).toHaveLength(2);
  });

  it.each([
    [429, "0x80072322", { kind: "retry", throttle: true }],
    [429, "0x80072321", { kind: "retry", throttle: true }],
    [429, "0x80072326", { kind: "retry", throttle: true }],
    [412, "0x80060892", { kind: "reject" }],
    [412, "0x80040333", { kind: "reject" }],
    [500, "0x80040333", { kind: "reject" }],
    [400, "0x80044331", { kind: "reject" }],
    [400, "0x80048d19", { kind: "pause", cause: "config" }],
    [400, "0x80048D19", { kind: "pause", cause: "config" }],
    [400, "0x80060888", { kind: "pause", cause: "config" }],
    [400, "0x80040265", { kind: "reject" }],
    [400, "0x80040224", { kind: "reject" }],
    [403, "0x80072560", { kind: "pause", cause: "permission" }],
    [403, "0x80040220", { kind: "pause", cause: "permission" }],
    [403, "0x80042f09", { kind: "pause", cause: "permission" }],
    [500, "0x80040216", { kind: "retry" }],
    [400, "0x80044151", { kind: "retry" }],
    [400, "0x8badf00d", { kind: "reject" }],
    [403, "0x8badf00d", { kind: "pause", cause: "permission" }],
    [404, "0x80040217", { kind: "pause", cause: "config" }],
    [500, "", { kind: "retry", code: "server_error" }],
    [503, "0x8badf00d", { kind: "retry", throttle: true }],
  ])("status %i with code %s", async (status, code, expected) => {
    answers(status, code);
    expect(await dynamics.deliver(context(), job())).toMatchObject({ ...(code && { code }), ...expected });
  });

  it.each(["0x80040216", "0x80044151"])("gives a lead up after three retries of %s", async (code) => {
    answers(500, code);
    expect(await dynamics.deliver(context(), job({ attempt: 3 }))).toMatchObject({ kind: "retry" });
    expect(await dynamics.deliver(context(), job({ attempt: 4 }))).toMatchObject({ kind: "reject" });
  });

  it("shows a plug-in's own text with the request id support asks for", async () => {
    answers(400, "0x80040265", "Leads need a territory.", { "x-ms-service-request-id": "8fd35fd6" });
    expect(await dynamics.deliver(context(), job())).toMatchObject({
      message: "Leads need a territory. (request 8fd35fd6)",
    });
  });

  it("refuses only the lead whose value does not fit its column, and holds all when a column is gone", async () => {
    expect(await dynamics.deliver(context(), job({ values: { numberofemployees: "many" } }))).toMatchObject({
      kind: "reject",
      fields: [{ field: "numberofemployees" }],
    });
    expect(await dynamics.deliver(context(), job({ values: { new_gone: "x" } }))).toMatchObject({
      kind: "pause",
      cause: "config",
      code: "0x80048d19",
    });
    expect(await dynamics.deliver(context(), job({ values: { mobilephone: "0".repeat(21) } }))).toMatchObject({
      kind: "reject",
      code: "0x80044331",
      fields: [{ field: "mobilephone" }],
    });
  });

  it("asks for duplicate detection only when the setting says so", async () => {
    dataverse.environment.detectsDuplicates = true;
    dataverse.records.set("x", { emailaddress1: "someone@contoso.com" });
    const twin = job({ values: { ...values, emailaddress1: "someone@contoso.com" } });
    expect(await dynamics.deliver(context({ duplicates: "refuse" }), twin)).toMatchObject({
      kind: "reject",
      code: "0x80040333",
    });
    expect(await dynamics.deliver(context(), twin)).toMatchObject({ kind: "delivered" });
  });

  it.each([
    ["a wrong secret", { clientSecret: "wrong-secret-value" }, {}, "AADSTS7000215", "secret_wrong"],
    [
      "an unknown application",
      {},
      { clientId: "00000000-0000-0000-0000-000000000000" },
      "AADSTS700016",
      "application_unknown",
    ],
    ["an unknown tenant", {}, { tenantId: "nobody.onmicrosoft.com" }, "AADSTS90002", "tenant_unknown"],
  ])("pauses for %s with Entra's number, and its test says what to do", async (_what, secret, settings, code, fix) => {
    const wrong = context(settings, { ...given.credentials, ...secret });
    const outcome = await dynamics.deliver(wrong, job());
    expect(outcome).toMatchObject({ kind: "pause", cause: "auth", code });
    expect(outcome.kind === "pause" && outcome.message).toMatch(/^AADSTS\d+: .* Correlation ID: /);
    expect((await dynamics.test(wrong)).checks).toMatchObject([{ name: "token", ok: false, fix }]);
    expect(en.connectors.dynamics.fixes).toHaveProperty([fix]);
    expect(en.connectors.errors).toHaveProperty([code]);
    expect(dataverse.requests).toEqual([]);
  });

  it("pauses for an expired secret", async () => {
    entra.expireSecret();
    expect(await dynamics.deliver(context(), job())).toMatchObject({ kind: "pause", code: "AADSTS7000222" });
  });

  it.each<[FakeReply, object]>([
    ["reset", { kind: "retry", code: "reset" }],
    [
      { status: 500, body: "oops" },
      { kind: "retry", code: "server_error" },
    ],
    [
      { status: 400, body: { error: "invalid_request", error_codes: [90033] } },
      { kind: "retry", code: "AADSTS90033" },
    ],
    [
      { status: 429, body: { error: "x", error_codes: [50196] } },
      { kind: "retry", throttle: true, code: "AADSTS50196" },
    ],
    [
      { status: 400, body: { error: "invalid_grant" } },
      { kind: "pause", cause: "auth", code: "invalid_grant" },
    ],
    [
      { status: 400, body: "<html>proxy</html>" },
      { kind: "pause", cause: "auth", code: "bad_request" },
    ],
    [
      { status: 200, body: "<html>portal</html>" },
      { kind: "retry", code: "not_json" },
    ],
  ])("has made nothing and blames no lead when the token endpoint answers %o", async (reply, expected) => {
    const authority = await startServer(() => reply);
    const outcome = await dynamics.deliver(context({ authorityUrl: authority.url }), job());
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty("unknown");
    await authority.close();
  });

  it.each([
    ["the application is not in the environment", { knowsApplication: false }, "environment", "application_user"],
    ["there is no lead table", { hasLeadTable: false }, "table", "no_lead_table"],
    ["the role may not create leads", { mayCreate: false }, "permission", "role"],
  ])("its test tells when %s", async (_what, environment, name, fix) => {
    Object.assign(dataverse.environment, environment);
    const { checks } = await dynamics.test(context());
    expect(checks.at(-1)).toMatchObject({ name, ok: false, fix });
    expect(checks.slice(0, -1).every(({ ok }) => ok)).toBe(true);
  });

  it.each<[FakeReply, string]>([
    [{ status: 401 }, "organisation_unknown"],
    [{ status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" }, "not_dynamics"],
    [{ status: 302, headers: { location: "/login" } }, "not_dynamics"],
    [{ status: 404 }, "not_dynamics"],
    [{ status: 403 }, "role"],
    [{ status: 503 }, "organisation_away"],
    ["reset", "organisation_away"],
  ])("its test explains %o in place of an organisation", async (reply, fix) => {
    dataverse.fail({ when: "instead", requests: "all", reply });
    expect((await dynamics.test(context())).checks.at(-1)).toMatchObject({ name: "environment", ok: false, fix });
    expect(en.connectors.dynamics.fixes).toHaveProperty([fix]);
  });

  it("its test goes through sign-in, environment, table and permission", async () => {
    expect((await dynamics.test(context())).checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["token", true],
      ["environment", true],
      ["table", true],
      ["permission", true],
    ]);
  });

  it("describes the columns a new lead may have, with the organisation's lengths and choices", async () => {
    const fields = new Map((await dynamics.describe(context())).map((field) => [field.name, field]));
    expect(fields.get("subject")).toEqual({
      name: "subject",
      label: "Topic",
      type: "string",
      required: true,
      maxLength: 300,
    });
    expect(fields.get("emailaddress1")).toMatchObject({ type: "email", required: false });
    expect(fields.get("telephone1")).toMatchObject({ type: "phone" });
    expect(fields.get("websiteurl")).toMatchObject({ type: "url" });
    expect(fields.get("description")).toMatchObject({ type: "text", maxLength: 2000 });
    expect(fields.get("leadsourcecode")).toMatchObject({ type: "choice" });
    expect(fields.get("leadsourcecode")?.choices?.at(7)).toEqual({ value: 8, label: "Web" });
    expect(fields.get("donotemail")).toMatchObject({
      type: "bool",
      choices: [
        { value: "true", label: "Do Not Allow" },
        { value: "false", label: "Allow" },
      ],
    });
    expect(fields.get("estimatedclosedate")).toMatchObject({ type: "date" });
    expect(fields.get("schedulefollowup_prospect")).toMatchObject({ type: "datetime" });
    for (const name of ["leadid", "statecode", "ownerid", "customerid", "campaignid", "entityimage"]) {
      expect(fields.has(name), name).toBe(false);
    }
    expect(fields.has("yomifirstname") || fields.has("budgetamount_base")).toBe(false);
  });

  it("shows what Dynamics 365 fills itself, last and not to be mapped", async () => {
    const fields = await dynamics.describe(context());
    expect(fields.at(-1)).toEqual({
      name: "fullname",
      label: "Name",
      type: "string",
      required: false,
      maxLength: 160,
      readOnly: true,
    });
    expect(fields.filter(({ readOnly }) => readOnly)).toHaveLength(1);
  });

  it("deletes a record that sales have changed, and says so when its role may not", async () => {
    await dynamics.deliver(context(), job());
    const made = { deliveryId: job().deliveryId, externalId: job().deliveryId };
    dataverse.environment.mayDelete = false;
    expect(await dynamics.remove?.(context(), made)).toMatchObject({ kind: "pause", code: "0x80040220" });
    expect(dataverse.records.size).toBe(1);
    dataverse.environment.mayDelete = true;
    expect(await dynamics.remove?.(context(), made)).toBeNull();
    expect(dataverse.records.size).toBe(0);
  });

  it("does not believe a record gone because the address answers 404", async () => {
    dataverse.environment.hasLeadTable = false;
    const refusal = await dynamics.remove?.(context(), { deliveryId: job().deliveryId, externalId: null });
    expect(refusal).toMatchObject({ kind: "pause", cause: "config", code: "0x80060888" });
  });

  it("tells why it cannot describe the lead table", async () => {
    dataverse.environment.hasLeadTable = false;
    const error = await dynamics.describe(context()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DescribeError);
    expect(error).toMatchObject({ refusal: { kind: "pause", cause: "config" } });
  });

  it("starts with a topic, a name that is never empty and the lead source Web", async () => {
    const rows = new Map(dynamics.defaultMapping(await dynamics.describe(context())).map((row) => [row.target, row]));
    expect(rows.get("subject")?.value).toEqual([
      { kind: "field", field: "action" },
      { kind: "text", text: ": " },
      { kind: "field", field: "offer_title" },
    ]);
    expect(rows.get("lastname")).toMatchObject({ fallback: [{ kind: "text", text: "(not given)" }] });
    expect(rows.get("leadsourcecode")?.value).toEqual([{ kind: "text", text: "8" }]);
  });

  it.each([
    ["contoso.crm4.dynamics.com", "https://contoso.crm4.dynamics.com"],
    ["https://contoso.crm4.dynamics.com/main.aspx?appid=1#x", "https://contoso.crm4.dynamics.com"],
    ["https://contoso.api.crm4.dynamics.com/api/data/v9.2/", "https://contoso.crm4.dynamics.com"],
    ["https://crm.contoso.example:8443/contoso", "https://crm.contoso.example:8443"],
  ])("reads the organisation address %s as %s", (typed, url) => {
    expect(dynamics.settingsSchema.parse({ ...given.settings, url: typed }).url).toBe(url);
  });

  it.each([
    [{ url: "" }, "not_an_organisation"],
    [{ tenantId: "contoso com" }, "not_a_tenant"],
    [{ clientId: "my app" }, "not_an_application_id"],
  ])("refuses %o as %s", (settings, code) => {
    const parsed = dynamics.settingsSchema.safeParse({ ...given.settings, ...settings });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([code]);
  });

  it("notices a secret's id entered in place of its value", () => {
    const parsed = dynamics.credentialsSchema.safeParse({ clientSecret: "0a1b2c3d-1111-4222-8333-444455556666" });
    expect(parsed.error?.issues[0]?.message).toBe("secret_id");
  });
});
