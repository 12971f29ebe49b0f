import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Exchange, Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { type FakeReply, startServer } from "#connectors/fakes/server.ts";
import { type FakeZoho, startZoho } from "#connectors/fakes/zoho.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import { type ZohoConnectorCredentials, type ZohoConnectorSettings, zoho } from "#connectors/zoho.ts";
import en from "#messages/en.json" with { type: "json" };

const values: Job["values"] = {
  Last_Name: "One",
  First_Name: "Some",
  Company: "Contoso",
  Email: "someone@contoso.com",
};

function connectionTo({ url, clientId, clientSecret, refreshToken }: FakeZoho) {
  return {
    settings: { url: `${url}/crm`, accountsUrl: url, clientId, idField: "", automations: "run" as const },
    credentials: { clientSecret, refreshToken },
  };
}

describeConnector("zoho", {
  connector: zoho,
  values,
  refusal: {
    reply: {
      status: 202,
      body: {
        data: [
          {
            code: "MANDATORY_NOT_FOUND",
            details: { api_name: "Last_Name", json_path: "$.data[0].Last_Name" },
            message: "required field not found",
            status: "error",
          },
        ],
      },
    },
    field: "Last_Name",
  },
  wrongAnswers: [
    { status: 200, headers: { "content-type": "text/html" }, body: "<html><title>Zoho Accounts</title></html>" },
    { status: 200, body: {} },
    { status: 202, body: { data: [] } },
    { status: 200, body: { data: [{ code: "SUCCESS", status: "success", details: {} }] } },
  ],
  async start() {
    const fake = await startZoho();
    return {
      ...connectionTo(fake),
      secrets: [fake.clientSecret, fake.refreshToken],
      recordIds: () => [...fake.records.keys()],
      fail: fake.fail,
      close: fake.close,
    };
  },
});

describe("zoho", () => {
  let fake: FakeZoho;
  let exchanges: Exchange[];
  let now: Date;
  let tokens = createTokenCache({ now: () => now });

  beforeEach(async () => {
    fake = await startZoho();
    exchanges = [];
    now = new Date("2026-11-22T10:00:00Z");
    tokens = createTokenCache({ now: () => now });
  });
  afterEach(() => fake.close());

  const context = (
    settings: Partial<ZohoConnectorSettings> = {},
    credentials: Partial<ZohoConnectorCredentials> = {},
  ) => {
    const given = connectionTo(fake);
    const options = {
      allowedPrivateNetworks: ["127.0.0.0/8"],
      record: (exchange: Exchange) => void exchanges.push(exchange),
      now: () => now,
    };
    return {
      settings: { ...given.settings, ...settings },
      credentials: { ...given.credentials, ...credentials },
      http: createHttp(options),
      mail: noMail,
      tokens,
      now: () => now,
    };
  };
  const job = (given: Partial<Job> = {}) => createJob({ now, values, ...given });
  const onWrite = (reply: FakeReply) => fake.fail({ when: "instead", requests: "writes", reply });
  const idOf = () => [...fake.records.keys()].at(-1) ?? "";

  it("upserts by e-mail address, runs the workflows and links to the lead", async () => {
    const outcome = await zoho.deliver(context(), job());
    expect(outcome).toEqual({
      kind: "delivered",
      created: true,
      externalId: idOf(),
      url: `${fake.url}/crm/tab/Leads/${idOf()}`,
    });
    const { path, body, headers } = fake.requests.at(-1) ?? {};
    expect(path).toBe("/crm/v8/Leads/upsert");
    expect(headers?.authorization).toMatch(/^Zoho-oauthtoken 1000\./);
    expect(JSON.parse(body ?? "")).toEqual({
      data: [values],
      duplicate_check_fields: ["Email"],
      trigger: ["workflow", "approval", "blueprint"],
    });
  });

  it("fills in somebody who is there already", async () => {
    await zoho.deliver(context(), job());
    const again = job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12", values: { ...values, Phone: "1" } });
    expect(await zoho.deliver(context(), again)).toMatchObject({ created: false, externalId: idOf() });
    expect([...fake.records.values()]).toEqual([{ ...values, Phone: "1" }]);
  });

  it("makes a record of its own for every lead where a field keeps our id", async () => {
    const withId = context({ idField: "Marketplace_Lead_Id" });
    await zoho.deliver(withId, job());
    await zoho.deliver(withId, job({ attempt: 2, previousUnknown: true }));
    await zoho.deliver(withId, job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12" }));
    expect([...fake.records.values()].map((record) => record.Marketplace_Lead_Id)).toEqual([
      "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d11",
      "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12",
    ]);
  });

  it("leaves what sales have written where the mapping says so", async () => {
    fake.records.set("1", { ...values, First_Name: "Corrected", Company: "", Phone: "+49 1" });
    const whenExists = { First_Name: "never", Company: "if_blank", Phone: "if_blank" } as const;
    const outcome = await zoho.deliver(context(), job({ values: { ...values, Phone: "+49 2" }, whenExists }));
    expect(outcome).toMatchObject({ kind: "delivered", created: false, externalId: "1" });
    expect(fake.records.get("1")).toMatchObject({ First_Name: "Corrected", Company: "Contoso", Phone: "+49 1" });
    expect(fake.records.size).toBe(1);
  });

  it("writes nothing when the mapping leaves the record as it is", async () => {
    fake.records.set("1", values);
    const whenExists = Object.fromEntries(Object.keys(values).map((name) => [name, "never" as const]));
    expect(await zoho.deliver(context(), job({ whenExists }))).toMatchObject({ created: false, externalId: "1" });
    expect(fake.requests.map(({ path }) => path)).toEqual(["/crm/v8/coql"]);
  });

  it("finds an address that holds a quote", async () => {
    const Email = "o'neil@contoso.com";
    fake.records.set("1", { ...values, Email });
    const again = job({ values: { ...values, Email }, whenExists: { Last_Name: "never" } });
    expect(await zoho.deliver(context(), again)).toMatchObject({ created: false, externalId: "1" });
  });

  it("inserts a lead without an e-mail address, and asks a person once an answer was lost", async () => {
    const anonymous = { Last_Name: "One", Company: "Contoso" };
    expect(await zoho.deliver(context(), job({ values: anonymous }))).toMatchObject({ created: true });
    expect(fake.requests.at(-1)?.path).toBe("/crm/v8/Leads");
    const outcome = await zoho.deliver(context(), job({ values: anonymous, attempt: 2, previousUnknown: true }));
    expect(outcome).toMatchObject({ kind: "reject", code: "may_exist" });
    expect(fake.records.size).toBe(1);
  });

  it("takes a lead that was converted meanwhile for delivered and says so", async () => {
    fake.environment.converted.add("someone@contoso.com");
    expect(await zoho.deliver(context(), job())).toEqual({
      kind: "delivered",
      created: null,
      warnings: ["The record is converted"],
    });
  });

  it("runs no workflow where the setting says so", async () => {
    await zoho.deliver(context({ automations: "skip" }), job());
    expect(JSON.parse(fake.requests.at(-1)?.body ?? "")).toMatchObject({ trigger: [] });
  });

  it("writes times as Zoho takes them", async () => {
    const times = { ...values, Marketplace_Date: "2026-11-22T10:00:00.000Z" };
    expect(await zoho.deliver(context(), job({ values: times }))).toMatchObject({ kind: "delivered" });
    expect(fake.records.get(idOf())?.Marketplace_Date).toBe("2026-11-22T10:00:00+00:00");
  });

  it("uses one token for many leads, at the address that came with it", async () => {
    for (const number of [1, 2, 3]) await zoho.deliver(context(), job({ attempt: number }));
    expect(fake.issued()).toBe(1);
    now = new Date(now.getTime() + 3600 * 1000 * 0.81);
    await zoho.deliver(context(), job());
    expect(fake.issued()).toBe(2);
  });

  it("replaces a token that is refused and repeats the call once", async () => {
    await zoho.deliver(context(), job());
    fake.forgetTokens();
    expect(await zoho.deliver(context(), job())).toMatchObject({ kind: "delivered" });
    expect(fake.issued()).toBe(2);
  });

  it("spends no second token on a missing scope", async () => {
    fake.environment.scopes = ["ZohoCRM.settings.fields.READ"];
    expect(await zoho.deliver(context(), job())).toMatchObject({
      kind: "pause",
      cause: "permission",
      code: "OAUTH_SCOPE_MISMATCH",
    });
    expect(fake.issued()).toBe(1);
  });

  it("holds the destination for ten minutes when no more tokens are given out", async () => {
    for (let count = 0; count < 10; count += 1) {
      await zoho.deliver(context(), job());
      tokens = createTokenCache({ now: () => now });
    }
    expect(await zoho.deliver(context(), job())).toMatchObject({
      kind: "retry",
      code: "token_limit",
      throttle: true,
      retryAt: new Date(now.getTime() + 600_000),
      message: "You have made too many requests continuously. Please try again after some time.",
    });
  });

  it("signs in without a refresh token for the organisation in the address", async () => {
    const withOrganisation = context({ url: `${fake.url}/crm/org20071234567` }, { refreshToken: "" });
    expect(await zoho.deliver(withOrganisation, job())).toMatchObject({
      kind: "delivered",
      url: `${fake.url}/crm/org20071234567/tab/Leads/${idOf()}`,
    });
    expect(exchanges[0]?.requestBody).toContain("soid=ZohoCRM.20071234567");
    expect(exchanges[0]?.requestBody).toContain("grant_type=client_credentials");
  });

  it.each([
    ["an unknown client", { clientId: "1000.NOBODYNOBODYNOBODY" }, {}, "invalid_client", "client_unknown"],
    ["a wrong secret", {}, { clientSecret: "wrong-secret" }, "invalid_client_secret", "secret_wrong"],
    ["a revoked refresh token", {}, { refreshToken: "1000.abcdefgh.ijklmnop" }, "invalid_code", "refresh_token_wrong"],
    ["no organisation", {}, { refreshToken: "" }, "missing_org_info", "organisation_missing"],
  ])(
    "pauses for %s, although Zoho answers 200, and its test says what to do",
    async (_w, settings, secret, code, fix) => {
      const wrong = context(settings, secret);
      expect(await zoho.deliver(wrong, job())).toMatchObject({ kind: "pause", cause: "auth", code });
      expect((await zoho.test(wrong)).checks).toMatchObject([{ name: "token", ok: false, fix }]);
      expect(en.connectors.zoho.fixes).toHaveProperty([fix]);
      expect(fake.requests).toEqual([]);
    },
  );

  it.each<[FakeReply, object]>([
    ["reset", { kind: "retry", code: "reset" }],
    [
      { status: 500, body: { error: "general_error" } },
      { kind: "retry", code: "server_error" },
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
    const accounts = await startServer(() => reply);
    const outcome = await zoho.deliver(context({ accountsUrl: accounts.url }), job());
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty("unknown");
    await accounts.close();
  });

  it.each([
    [500, "INTERNAL_ERROR", { kind: "retry", unknown: true }],
    [400, "RECORD_LOCKED", { kind: "retry" }],
    [429, "TOO_MANY_REQUESTS", { kind: "retry", throttle: true }],
    [400, "LIMIT_EXCEEDED", { kind: "retry", throttle: true, retryAt: new Date("2026-11-22T11:00:00Z") }],
    [429, "LIMIT_REACHED", { kind: "retry", throttle: true }],
    [401, "INVALID_TOKEN", { kind: "pause", cause: "auth" }],
    [401, "AUTHENTICATION_FAILURE", { kind: "pause", cause: "auth" }],
    [401, "OAUTH_SCOPE_MISMATCH", { kind: "pause", cause: "permission" }],
    [403, "NO_PERMISSION", { kind: "pause", cause: "permission" }],
    [400, "AUTHORIZATION_FAILED", { kind: "pause", cause: "permission" }],
    [400, "INVALID_MODULE", { kind: "pause", cause: "config" }],
    [404, "INVALID_URL_PATTERN", { kind: "pause", cause: "config" }],
    [400, "NOT_SUPPORTED", { kind: "pause", cause: "config" }],
    [400, "SOMETHING_NEW", { kind: "reject" }],
    [403, "SOMETHING_NEW", { kind: "pause", cause: "permission" }],
  ])("status %i with %s for the whole call", async (status, code, expected) => {
    onWrite({ status, body: { code, details: {}, message: "m", status: "error" } });
    expect(await zoho.deliver(context(), job())).toMatchObject({ code, ...expected });
  });

  it.each([
    ["MANDATORY_NOT_FOUND", { api_name: "Company", json_path: "$.data[0].Company" }, "m (Company)", ["Company"]],
    ["INVALID_DATA", { maximum_length: 30, api_name: "Phone" }, "m (Phone, maximum_length 30)", ["Phone"]],
    [
      "INVALID_DATA",
      { expected_data_type: "email", api_name: "Email" },
      "m (Email, expected_data_type email)",
      ["Email"],
    ],
    ["DEPENDENT_FIELD_MISSING", { dependee: {}, api_name: "State" }, "m (State)", ["State"]],
    ["DUPLICATE_DATA", { api_name: "Mobile", duplicate_record: { id: "1" } }, "m (Mobile)", ["Mobile"]],
    ["PATTERN_NOT_MATCHED", { api_name: "Website" }, "m (Website)", ["Website"]],
    ["NOT_REVIEWED", {}, "m", undefined],
    ["RECORD_IN_BLUEPRINT", {}, "m", undefined],
    ["LIMIT_EXCEEDED", { maximum_length: 100, api_name: "data" }, "m (data, maximum_length 100)", undefined],
  ])("refuses the lead for %s with %o", async (code, details, message, fields) => {
    onWrite({ status: 400, body: { data: [{ code, details, message: "m", status: "error" }] } });
    const blamed = fields?.map((field) => ({ field, message }));
    expect(await zoho.deliver(context(), job())).toEqual({
      kind: "reject",
      code,
      message,
      ...(blamed && { fields: blamed }),
    });
  });

  it("names every field of an answer that holds several errors", async () => {
    const errors = ["Email", "Mobile"].map((api_name) => ({
      code: "DUPLICATE_DATA",
      details: { api_name, json_path: `$.data[0].${api_name}`, more_records: true },
      message: "duplicate data",
      status: "error",
    }));
    const multiple = { code: "MULTIPLE_OR_MULTI_ERRORS", details: { errors }, message: "m", status: "error" };
    onWrite({ status: 400, body: { data: [multiple] } });
    expect(await zoho.deliver(context(), job())).toMatchObject({
      kind: "reject",
      code: "MULTIPLE_OR_MULTI_ERRORS",
      message: "duplicate data (Email); duplicate data (Mobile)",
      fields: [{ field: "Email" }, { field: "Mobile" }],
    });
  });

  it("its test goes through sign-in, fields, permission and the field for our id", async () => {
    const { checks, account } = await zoho.test(context({ idField: "Marketplace_Lead_Id" }));
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["token", true],
      ["leads", true],
      ["permission", true],
      ["id_field", true],
    ]);
    expect(account).toBe(new URL(fake.url).host);
  });

  it.each([
    ["a scope is missing", { scopes: ["ZohoCRM.settings.modules.READ"] }, "", "leads", "scopes"],
    ["the profile may not create leads", { mayCreate: false }, "", "permission", "profile"],
    ["our field is not there", {}, "Nowhere", "id_field", "no_such_field"],
    ["our field allows duplicates", {}, "Campaign", "id_field", "field_not_unique"],
  ])("its test tells when %s", async (_what, environment, idField, name, fix) => {
    Object.assign(fake.environment, environment);
    expect((await zoho.test(context({ idField }))).checks.at(-1)).toMatchObject({ name, ok: false, fix });
    expect(en.connectors.zoho.fixes).toHaveProperty([fix]);
  });

  it("describes the fields of leads with lengths, choices and what layouts require", async () => {
    const fields = new Map((await zoho.describe(context())).map((field) => [field.name, field]));
    expect(fields.get("Last_Name")).toEqual({
      name: "Last_Name",
      label: "Last Name",
      type: "string",
      required: true,
      maxLength: 80,
    });
    expect(fields.get("Company")).toMatchObject({ required: true });
    expect(fields.get("Email")).toMatchObject({ type: "email", required: false });
    expect(fields.get("Description")).toMatchObject({ type: "text", maxLength: 32_000 });
    expect(fields.get("No_of_Employees")).toEqual({
      name: "No_of_Employees",
      label: "No. of Employees",
      type: "int",
      required: false,
    });
    expect(fields.get("Lead_Source")?.choices).toEqual(
      ["Advertisement", "Employee Referral", "Online Store", "Partner"].map((value) => ({ value, label: value })),
    );
    expect(fields.get("Created_Time")).toMatchObject({ readOnly: true });
    for (const name of ["Owner", "Converted_Account", "Lead_Score", "Tag"]) expect(fields.has(name), name).toBe(false);
  });

  it("tells why it cannot describe leads", async () => {
    fake.environment.scopes = [];
    const error = await zoho.describe(context()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DescribeError);
    expect(error).toMatchObject({ refusal: { kind: "pause", cause: "permission" } });
  });

  it("deletes by our id when the record's own is not known", async () => {
    const withId = context({ idField: "Marketplace_Lead_Id" });
    await zoho.deliver(withId, job());
    expect(await zoho.remove?.(withId, { deliveryId: job().deliveryId, externalId: null })).toBeNull();
    expect(fake.records.size).toBe(0);
  });

  it("does not claim to have deleted a record it cannot name", async () => {
    const unknown = { deliveryId: job().deliveryId, externalId: null };
    expect(await zoho.remove?.(context(), unknown)).toMatchObject({ kind: "reject", code: "record_unknown" });
  });

  it("starts with a mapping that names everybody and keeps what sales have written", async () => {
    const rows = zoho.defaultMapping(await zoho.describe(context()));
    expect(rows.find(({ target }) => target === "Last_Name")?.fallback).toEqual([
      { kind: "text", text: "(not given)" },
    ]);
    const overwritten = rows.filter(({ whenExists }) => whenExists !== "if_blank").map(({ target }) => target);
    expect(overwritten).toEqual(["Email"]);
  });

  it.each([
    ["https://crm.zoho.eu/crm/org20071234567/tab/Leads/1?layoutId=2", "https://crm.zoho.eu/crm/org20071234567"],
    ["crm.zoho.com", "https://crm.zoho.com/crm"],
    ["https://crm.zohocloud.ca/crm/tab/Home/begin", "https://crm.zohocloud.ca/crm"],
  ])("reads the address %s as %s", (typed, url) => {
    const given = connectionTo(fake).settings;
    expect(zoho.settingsSchema.parse({ ...given, url: typed }).url).toBe(url);
  });

  it.each([
    [{ url: "" }, "not_zoho"],
    [{ clientId: "my client" }, "not_a_client_id"],
    [{ idField: "Marketplace Lead Id" }, "not_an_api_name"],
    [{ accountsUrl: "https://" }, "not_an_address"],
  ])("refuses %o as %s", (settings, code) => {
    const parsed = zoho.settingsSchema.safeParse({ ...connectionTo(fake).settings, ...settings });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([code]);
  });
});
