import { Connection } from "jsforce";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Exchange, Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { type FakeSalesforce, startSalesforce } from "#connectors/fakes/salesforce.ts";
import { ID_FIELD } from "#connectors/fakes/salesforce-lead.ts";
import { type FakeReply, startServer } from "#connectors/fakes/server.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { salesforce } from "#connectors/salesforce.ts";
import type { SalesforceSettings } from "#connectors/salesforce-api.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

const values: Job["values"] = {
  FirstName: "Some",
  LastName: "One",
  Company: "Contoso",
  Email: "someone@contoso.com",
  LeadSource: "Web",
};

const settingsFor = (fake: FakeSalesforce): SalesforceSettings => ({
  url: fake.url,
  clientId: fake.clientId,
  duplicates: "save",
  externalIdField: "Marketplace_Lead_Id__c",
});

describeConnector("salesforce", {
  connector: salesforce,
  values,
  refusal: {
    reply: {
      status: 400,
      body: [
        {
          message: "First Name: data value too large: Some (max length=40)",
          errorCode: "STRING_TOO_LONG",
          fields: ["FirstName"],
        },
      ],
    },
    field: "FirstName",
  },
  wrongAnswers: [
    { status: 200, headers: { "content-type": "text/html" }, body: "<html><title>Login | Salesforce</title></html>" },
    { status: 200, body: {} },
    { status: 201, body: { id: "00Q5f000005hR7OEAU", errors: [] } },
    { status: 204 },
  ],
  async start() {
    const fake = await startSalesforce();
    return {
      settings: settingsFor(fake),
      credentials: { clientSecret: fake.clientSecret },
      secrets: [fake.clientSecret],
      recordIds: () => [...fake.records.values()].map((record) => String(record.Marketplace_Lead_Id__c)),
      fail: fake.fail,
      close: fake.close,
    };
  },
});

describe("salesforce", () => {
  let fake: FakeSalesforce;
  let exchanges: Exchange[];
  let now: Date;
  let tokens = createTokenCache({ now: () => now });

  beforeEach(async () => {
    fake = await startSalesforce();
    exchanges = [];
    now = new Date();
    tokens = createTokenCache({ now: () => now });
  });
  afterEach(async () => {
    const kept = JSON.stringify(exchanges);
    for (const session of fake.sessions) expect(kept).not.toContain(session);
    await fake.close();
  });

  const context = (settings: Partial<SalesforceSettings> = {}, clientSecret = fake.clientSecret) => ({
    settings: { ...settingsFor(fake), ...settings },
    credentials: { clientSecret },
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
  const again = (changes: Partial<Job> = {}) => job({ attempt: 2, previousUnknown: true, ...changes });
  const answers = (reply: FakeReply) => fake.fail({ when: "instead", requests: "writes", reply });
  const answersError = (status: number, errorCode: string, message = "m") =>
    answers({ status, body: [{ message, errorCode }] });
  const writes = () =>
    fake.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  const dropIdField = () => {
    fake.organisation.fields = fake.organisation.fields.filter(({ name }) => name !== ID_FIELD.name);
  };

  it("creates the lead under the delivery's id in one call and links to it", async () => {
    const outcome = await salesforce.deliver(context(), job());
    const [id] = fake.records.keys();
    const url = `${fake.url}/lightning/r/Lead/${id}/view`;
    expect(outcome).toEqual({ kind: "delivered", created: true, externalId: id, url });
    expect(fake.records.get(id ?? "")).toMatchObject({ ...values, Marketplace_Lead_Id__c: job().deliveryId });
    expect(fake.requests).toMatchObject([
      {
        method: "PATCH",
        path: `/services/data/v66.0/sobjects/Lead/Marketplace_Lead_Id__c/${job().deliveryId}`,
        headers: { "sforce-duplicate-rule-header": "allowSave=true" },
        body: JSON.stringify(values),
      },
    ]);
  });

  it("leaves a lead that is there as sales have changed it", async () => {
    await salesforce.deliver(context(), job());
    const [id] = fake.records.keys();
    fake.records.set(id ?? "", { ...fake.records.get(id ?? ""), LastName: "Corrected" });
    expect(await salesforce.deliver(context(), again())).toMatchObject({ created: false, externalId: id });
    expect(fake.records.get(id ?? "")).toMatchObject({ LastName: "Corrected" });
  });

  it("creates a lead again that was deleted", async () => {
    await salesforce.deliver(context(), job());
    fake.records.clear();
    expect(await salesforce.deliver(context(), again())).toMatchObject({ created: true });
  });

  describe("in an organisation without the field for our id", () => {
    beforeEach(dropIdField);

    it("creates the lead all the same", async () => {
      expect(await salesforce.deliver(context(), job())).toMatchObject({ kind: "delivered", created: true });
      expect([...fake.records.values()]).toEqual([{ ...values, CreatedDate: expect.any(String) }]);
    });

    it("looks the lead up before it tries a second time", async () => {
      fake.fail({ when: "after", requests: "writes", reply: "reset", times: 1 });
      expect(await salesforce.deliver(context(), job())).toMatchObject({ kind: "retry", unknown: true });
      expect(await salesforce.deliver(context(), again())).toMatchObject({ kind: "delivered", created: false });
      expect(fake.records.size).toBe(1);
    });

    it("does not take an older lead of the same person for this one", async () => {
      fake.records.set("00Q5f000005hR7OEAU", {
        ...values,
        CreatedDate: new Date(now.getTime() - 60_000).toISOString(),
      });
      expect(await salesforce.deliver(context(), again())).toMatchObject({ created: true });
      expect(fake.records.size).toBe(2);
    });

    it("looks up names with quotes and backslashes without breaking the query", async () => {
      const hostile = { ...values, LastName: "O'Neil\\' OR Name != '" };
      await salesforce.deliver(context(), job({ values: hostile }));
      expect(await salesforce.deliver(context(), again({ values: hostile }))).toMatchObject({ created: false });
      expect(await salesforce.deliver(context(), again())).toMatchObject({ created: true });
    });

    it("cannot remove a lead whose id it never learnt", async () => {
      const record = { deliveryId: job().deliveryId, externalId: null };
      expect(await salesforce.remove?.(context(), record)).toMatchObject({ kind: "reject", code: "record_unknown" });
    });
  });

  it("removes a lead it only knows by our id", async () => {
    await salesforce.deliver(context(), job());
    const record = { deliveryId: job().deliveryId, externalId: null };
    expect(await salesforce.remove?.(context(), record)).toBeNull();
    expect(fake.records.size).toBe(0);
    expect(await salesforce.remove?.(context(), record)).toBeNull();
  });

  it("uses one token for many leads and a new one after half an hour", async () => {
    await salesforce.deliver(context(), job());
    await salesforce.deliver(context(), job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12" }));
    expect(fake.sessions.size).toBe(1);
    now = new Date(now.getTime() + 30 * 60_000);
    await salesforce.deliver(context(), job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d13" }));
    expect(fake.sessions.size).toBe(2);
  });

  it("replaces a session that has ended and repeats the call once", async () => {
    await salesforce.deliver(context(), job());
    fake.sessions.clear();
    const second = job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12" });
    expect(await salesforce.deliver(context(), second)).toMatchObject({ created: true });
  });

  it("keeps no access token, even if Salesforce repeats it", async () => {
    await salesforce.deliver(context(), job());
    answers({ status: 500, body: `Session ${[...fake.sessions].join()} is lost` });
    const outcome = await salesforce.deliver(context(), job());
    expect(JSON.stringify([exchanges, outcome])).not.toContain([...fake.sessions].join());
  });

  it("pauses after the second refusal of a session, having called twice", async () => {
    fake.fail({
      when: "instead",
      requests: "all",
      reply: {
        status: 401,
        body: [{ message: "This session is not valid for use with the REST API", errorCode: "INVALID_SESSION_ID" }],
      },
    });
    expect(await salesforce.deliver(context(), job())).toMatchObject({
      kind: "pause",
      cause: "auth",
      code: "INVALID_SESSION_ID",
    });
    expect(fake.requests).toHaveLength(2);
  });

  it.each<[number, string, object]>([
    [400, "REQUIRED_FIELD_MISSING", { kind: "reject" }],
    [400, "STRING_TOO_LONG", { kind: "reject" }],
    [400, "INVALID_EMAIL_ADDRESS", { kind: "reject" }],
    [400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", { kind: "reject" }],
    [400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", { kind: "reject" }],
    [400, "FIELD_INTEGRITY_EXCEPTION", { kind: "reject" }],
    [400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", { kind: "reject" }],
    [400, "JSON_PARSER_ERROR", { kind: "reject" }],
    [400, "DUPLICATES_DETECTED", { kind: "reject" }],
    [400, "DUPLICATE_VALUE", { kind: "reject" }],
    [400, "INVALID_FIELD", { kind: "pause", cause: "config" }],
    [400, "INVALID_FIELD_FOR_INSERT_UPDATE", { kind: "pause", cause: "config" }],
    [400, "INVALID_TYPE", { kind: "pause", cause: "config" }],
    [404, "NOT_FOUND", { kind: "pause", cause: "config" }],
    [400, "UNABLE_TO_LOCK_ROW", { kind: "retry" }],
    [500, "UNABLE_TO_LOCK_ROW", { kind: "retry" }],
    [400, "QUERY_TIMEOUT", { kind: "retry" }],
    [503, "SERVER_UNAVAILABLE", { kind: "retry", throttle: true }],
    [500, "UNKNOWN_EXCEPTION", { kind: "retry", unknown: true }],
    [403, "API_DISABLED_FOR_ORG", { kind: "pause", cause: "permission" }],
    [403, "API_CURRENTLY_DISABLED", { kind: "pause", cause: "permission" }],
    [403, "INSUFFICIENT_ACCESS_OR_READONLY", { kind: "pause", cause: "permission" }],
    [400, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", { kind: "pause", cause: "permission" }],
    [400, "STORAGE_LIMIT_EXCEEDED", { kind: "pause", cause: "quota" }],
    [400, "SOMETHING_NEW", { kind: "reject" }],
    [403, "SOMETHING_NEW", { kind: "pause", cause: "permission" }],
  ])("status %i with code %s", async (status, code, expected) => {
    answersError(status, code);
    expect(await salesforce.deliver(context(), job())).toMatchObject({ code, ...expected });
    if (code !== "SOMETHING_NEW") expect(en.connectors.errors).toHaveProperty([code]);
  });

  it("holds the destination for a quarter of an hour when the calls of the day are used up", async () => {
    answersError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    const retryAt = new Date(now.getTime() + 15 * 60_000);
    expect(await salesforce.deliver(context(), job())).toMatchObject({
      kind: "retry",
      throttle: true,
      code: "REQUEST_LIMIT_EXCEEDED",
      retryAt,
    });
    expect(en.connectors.errors).toHaveProperty(["REQUEST_LIMIT_EXCEEDED"]);
  });

  it("tries again when a trigger of the organisation met a lock", async () => {
    const message =
      "LeadTrigger: execution of AfterInsert caused by: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access to this record";
    answersError(400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", message);
    expect(await salesforce.deliver(context(), job())).toMatchObject({ kind: "retry" });
  });

  it("names every field that is missing, in Salesforce's own words", async () => {
    const { LastName: _, Company: __, ...rest } = values;
    expect(await salesforce.deliver(context(), job({ values: rest }))).toEqual({
      kind: "reject",
      code: "REQUIRED_FIELD_MISSING",
      message: "Required fields are missing: [LastName, Company]",
      fields: [
        { field: "LastName", message: "Required fields are missing: [LastName, Company]" },
        { field: "Company", message: "Required fields are missing: [LastName, Company]" },
      ],
    });
  });

  it("reads errors inside a good status", async () => {
    const errors = [
      { statusCode: "INVALID_EMAIL_ADDRESS", message: "Email: invalid email address: x", fields: ["Email"] },
    ];
    answers({ status: 200, body: { id: null, success: false, errors } });
    expect(await salesforce.deliver(context(), job())).toMatchObject({
      kind: "reject",
      code: "INVALID_EMAIL_ADDRESS",
      fields: [{ field: "Email" }],
    });
  });

  it("refuses the lead when several records have our id", async () => {
    answers({ status: 300, body: ["/services/data/v66.0/sobjects/Lead/00Q5f000005hR7OEAU"] });
    expect(await salesforce.deliver(context(), job())).toMatchObject({ kind: "reject", code: "several_records" });
    expect(en.connectors.errors).toHaveProperty(["several_records"]);
  });

  it.each(["CANNOT_UPDATE_CONVERTED_LEAD", "ENTITY_IS_DELETED"])(
    "takes %s for a delivery, with a warning",
    async (code) => {
      answersError(400, code, "cannot reference converted lead");
      expect(await salesforce.deliver(context(), job())).toEqual({
        kind: "delivered",
        created: null,
        warnings: ["cannot reference converted lead"],
      });
    },
  );

  it("takes a unique value that is taken for a delivery if it is our id that has it", async () => {
    await salesforce.deliver(context(), job());
    answersError(
      400,
      "DUPLICATE_VALUE",
      "duplicate value found: Marketplace_Lead_Id__c duplicates value on record with id: 00Q5f",
    );
    expect(await salesforce.deliver(context(), job())).toMatchObject({ kind: "delivered", created: false });
  });

  describe("when a duplicate rule finds somebody", () => {
    const existing = "00Q5f000005hR7OEAU";
    beforeEach(() => {
      fake.organisation.duplicates = "warn";
      fake.records.set(existing, { ...values, CreatedDate: "2026-01-01T00:00:00.000Z" });
    });

    it("creates the lead all the same where the rule only warns", async () => {
      expect(await salesforce.deliver(context({ duplicates: "save" }), job())).toMatchObject({ created: true });
    });

    it("refuses it where the rule blocks", async () => {
      fake.organisation.duplicates = "block";
      const outcome = await salesforce.deliver(context({ duplicates: "save" }), job());
      expect(outcome).toMatchObject({ kind: "reject", code: "DUPLICATES_DETECTED" });
    });

    it("refuses it when the setting says so", async () => {
      const outcome = await salesforce.deliver(context({ duplicates: "refuse" }), job());
      expect(outcome).toMatchObject({ kind: "reject", code: "DUPLICATES_DETECTED" });
      expect(fake.records.size).toBe(1);
    });

    it("links to the record found when the setting says so", async () => {
      expect(await salesforce.deliver(context({ duplicates: "existing" }), job())).toEqual({
        kind: "delivered",
        created: false,
        externalId: existing,
        url: `${fake.url}/lightning/r/Lead/${existing}/view`,
        warnings: ["You're creating a duplicate record. We recommend you use an existing record instead."],
      });
    });

    it("never removes the lead that was there before", async () => {
      const record = { deliveryId: job().deliveryId, externalId: existing };
      expect(await salesforce.remove?.(context({ duplicates: "existing" }), record)).toBeNull();
      expect(fake.records.size).toBe(1);
    });

    it.each(["duplicateResut", "duplicateResult"])("finds the match under %s", async (key) => {
      const result = {
        allowSave: true,
        duplicateRule: "Standard_Contact_Duplicate_Rule",
        duplicateRuleEntityType: "Contact",
        errorMessage: "You're creating a duplicate record. We recommend you use an existing record instead.",
        matchResults: [
          {
            entityType: "Contact",
            errors: [],
            matchEngine: "FuzzyMatchEngine",
            matchRecords: [
              {
                additionalInformation: [],
                fieldDiffs: [],
                matchConfidence: 100.0,
                record: {
                  attributes: { type: "Contact", url: "/services/data/v54.0/sobjects/Contact/0038M0000016Wv8QAE" },
                  Id: "0038M0000016Wv8QAE",
                },
              },
            ],
            rule: "Standard_Contact_Match_Rule_v1_1",
            size: 1,
            success: true,
          },
        ],
      };
      answers({
        status: 400,
        body: [{ [key]: result, errorCode: "DUPLICATES_DETECTED", message: "Use one of these records?" }],
      });
      expect(await salesforce.deliver(context({ duplicates: "existing" }), job())).toMatchObject({
        externalId: "0038M0000016Wv8QAE",
        url: `${fake.url}/lightning/r/Contact/0038M0000016Wv8QAE/view`,
      });
    });
  });

  it.each([
    ["the consumer key is wrong", { clientId: "3MVG9_wrong_wrong_wrong" }, undefined, "invalid_client_id", "key_wrong"],
    ["the consumer secret is wrong", {}, "0000000000000000", "invalid_client", "secret_wrong"],
  ])("tells that %s", async (_what, settings, clientSecret, code, fix) => {
    const wrong = context(settings, clientSecret);
    expect(await salesforce.deliver(wrong, job())).toMatchObject({ kind: "pause", cause: "auth", code });
    expect((await salesforce.test(wrong)).checks).toMatchObject([{ name: "token", ok: false, fix }]);
    expect(en.connectors.errors).toHaveProperty([code]);
    expect(fake.requests).toEqual([]);
  });

  it.each<[FakeReply, object, string]>([
    [
      { status: 400, body: { error: "invalid_grant", error_description: "no client credentials user enabled" } },
      { kind: "pause", cause: "auth", code: "no_run_as_user" },
      "no_run_as_user",
    ],
    [
      { status: 400, body: { error: "invalid_grant", error_description: "request not supported on this domain" } },
      { kind: "pause", cause: "auth", code: "not_my_domain" },
      "not_my_domain",
    ],
    [
      { status: 400, body: { error: "unsupported_grant_type", error_description: "grant type not supported" } },
      { kind: "pause", cause: "auth", code: "unsupported_grant_type" },
      "flow_disabled",
    ],
    [
      { status: 400, body: { error: "invalid_grant", error_description: "authentication failure" } },
      { kind: "pause", cause: "auth", code: "invalid_grant" },
      "sign_in_refused",
    ],
    [
      { status: 400, body: { error: "unknown_error", error_description: "retry your request" } },
      { kind: "retry", code: "unknown_error" },
      "salesforce_away",
    ],
    [{ status: 503, body: "<html>Down for maintenance</html>" }, { kind: "retry", throttle: true }, "salesforce_away"],
    ["reset", { kind: "retry", code: "reset" }, "salesforce_away"],
    [{ status: 200, body: "<html>URL No Longer Exists</html>" }, { kind: "retry", code: "not_json" }, "not_my_domain"],
    [{ status: 404, body: "<html></html>" }, { kind: "pause", code: "not_found" }, "not_my_domain"],
    [{ status: 400, body: "<html></html>" }, { kind: "pause", cause: "auth", code: "bad_request" }, "sign_in_refused"],
  ])("has made nothing and blames no lead when the token endpoint answers %o", async (reply, expected, fix) => {
    const domain = await startServer(() => reply);
    const outcome = await salesforce.deliver(context({ url: domain.url }), job());
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty("unknown");
    expect((await salesforce.test(context({ url: domain.url }))).checks).toMatchObject([
      { name: "token", ok: false, fix },
    ]);
    await domain.close();
  });

  it("its test tells that nobody is named to run as", async () => {
    fake.organisation.hasRunAsUser = false;
    expect((await salesforce.test(context())).checks).toMatchObject([
      { name: "token", ok: false, fix: "no_run_as_user" },
    ]);
  });

  it("its test goes through sign-in, leads, permission and the field for our id", async () => {
    const { checks } = await salesforce.test(context());
    expect(checks.map(({ name, ok, fix }) => [name, ok, fix])).toEqual([
      ["token", true, undefined],
      ["leads", true, undefined],
      ["permission", true, undefined],
      ["identity", true, undefined],
    ]);
    dropIdField();
    expect((await salesforce.test(context())).checks.at(-1)).toEqual({ name: "look_up", ok: true, fix: "no_id_field" });
    expect(en.connectors.salesforce.checks).toHaveProperty(["look_up"]);
  });

  it.each([
    ["the user must not see leads", { seesLeads: false }, "leads", "no_leads"],
    ["the user must not create leads", { mayCreate: false }, "permission", "may_not_create"],
  ])("its test tells when %s", async (_what, organisation, name, fix) => {
    Object.assign(fake.organisation, organisation);
    const { checks } = await salesforce.test(context());
    expect(checks.find(({ ok }) => !ok)).toMatchObject({ name, fix });
  });

  it.each([
    [401, "INVALID_SESSION_ID", "no_api_scope"],
    [403, "API_DISABLED_FOR_ORG", "api_disabled"],
    [503, "SERVER_UNAVAILABLE", "salesforce_away"],
  ])("its test explains status %i with %s", async (status, errorCode, fix) => {
    fake.fail({ when: "instead", requests: "all", reply: { status, body: [{ message: "m", errorCode }] } });
    expect((await salesforce.test(context())).checks.at(-1)).toMatchObject({ name: "leads", ok: false, fix });
  });

  it("has words for every fix of its test", () => {
    const fixes =
      "key_wrong secret_wrong no_run_as_user not_my_domain flow_disabled private salesforce_away sign_in_refused no_api_scope api_disabled no_leads may_not_create no_id_field";
    for (const fix of fixes.split(" ")) expect(en.connectors.salesforce.fixes).toHaveProperty([fix]);
    for (const code of ["no_run_as_user", "not_my_domain", "unsupported_grant_type"])
      expect(en.connectors.errors).toHaveProperty([code]);
  });

  it("describes the fields of a lead with the organisation's lengths and choices", async () => {
    const fields = new Map((await salesforce.describe(context())).map((field) => [field.name, field]));
    expect(fields.get("LastName")).toEqual({
      name: "LastName",
      label: "Last Name",
      type: "string",
      required: true,
      maxLength: 80,
    });
    expect(fields.get("Company")).toMatchObject({ required: true, maxLength: 255 });
    expect(fields.get("Email")).toMatchObject({ type: "email", required: false });
    expect(fields.get("Phone")).toMatchObject({ type: "phone" });
    expect(fields.get("Website")).toMatchObject({ type: "url" });
    expect(fields.get("Description")).toMatchObject({ type: "text", maxLength: 32_000 });
    expect(fields.get("Status")).toMatchObject({ type: "choice", required: false });
    expect(fields.get("Rating")?.choices).toEqual(["Hot", "Warm", "Cold"].map((value) => ({ value, label: value })));
    expect(fields.get("Rating")).not.toHaveProperty("maxLength");
    expect(fields.get("AnnualRevenue")).toMatchObject({ type: "decimal" });
    expect(fields.get("IsUnreadByOwner")).toMatchObject({ type: "bool", required: false });
    expect(fields.get("FollowUp__c")).toMatchObject({ type: "date" });
    expect(fields.get("CreatedDate")).toMatchObject({ type: "datetime", readOnly: true, required: false });
    for (const name of ["Id", "Address", "OwnerId", "Marketplace_Lead_Id__c"])
      expect(fields.has(name), name).toBe(false);
  });

  it("tells why it cannot describe leads", async () => {
    fake.organisation.seesLeads = false;
    const error = await salesforce.describe(context()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DescribeError);
    expect(error).toMatchObject({ refusal: { kind: "pause", cause: "config", code: "NOT_FOUND" } });
  });

  it("starts with a mapping whose required fields are never empty", async () => {
    const rows = new Map(
      salesforce.defaultMapping(await salesforce.describe(context())).map((row) => [row.target, row]),
    );
    expect(rows.get("LastName")).toMatchObject({ fallback: [{ kind: "text", text: "(not given)" }] });
    expect(rows.get("Company")).toMatchObject({
      value: [{ kind: "first", fields: [{ field: "company" }, { field: "email", transform: "email_domain" }] }],
      fallback: [{ kind: "text", text: "(not given)" }],
    });
    expect(rows.get("LeadSource")?.value).toEqual([{ kind: "text", text: "Web" }]);
    expect(rows.get("Country")?.value).toEqual([{ kind: "field", field: "country_name" }]);
  });

  it("prefers a lead source that names the marketplace, and the code where countries are a list", async () => {
    fake.organisation.fields = fake.organisation.fields.map((field) =>
      field.name === "LeadSource" ? { ...field, values: ["Web", "Microsoft Marketplace"] } : field,
    );
    fake.organisation.fields.push({
      name: "CountryCode",
      label: "Country Code",
      type: "picklist",
      values: ["US", "ES"],
    });
    const rows = new Map(
      salesforce.defaultMapping(await salesforce.describe(context())).map((row) => [row.target, row]),
    );
    expect(rows.get("LeadSource")?.value).toEqual([{ kind: "text", text: "Microsoft Marketplace" }]);
    expect(rows.get("CountryCode")?.value).toEqual([{ kind: "field", field: "country_code" }]);
    expect(rows.has("Country")).toBe(false);
  });

  it.each([
    ["contoso.my.salesforce.com", "https://contoso.my.salesforce.com"],
    ["https://contoso.lightning.force.com/lightning/page/home", "https://contoso.my.salesforce.com"],
    [
      "https://contoso--dev.sandbox.lightning.force.com/lightning/o/Lead/list",
      "https://contoso--dev.sandbox.my.salesforce.com",
    ],
    ["https://contoso.my.salesforce-setup.com/lightning/setup/SetupOneHome/home", "https://contoso.my.salesforce.com"],
  ])("reads the address %s as %s", (typed, url) => {
    expect(salesforce.settingsSchema.parse({ ...settingsFor(fake), url: typed }).url).toBe(url);
  });

  it.each([
    [{ url: "" }, "not_an_address"],
    [{ url: "https://login.salesforce.com" }, "login_address"],
    [{ url: "test.salesforce.com/?un=x" }, "login_address"],
    [{ clientId: "my app" }, "not_a_consumer_key"],
    [{ externalIdField: "Email" }, "not_a_custom_field"],
  ])("refuses %o as %s", (settings, code) => {
    const parsed = salesforce.settingsSchema.safeParse({ ...settingsFor(fake), ...settings });
    expect(parsed.error?.issues.at(-1)?.message).toBe(code);
    expect(en.connectors.salesforce.problems).toHaveProperty([code]);
  });

  describe("the fake, driven by jsforce", () => {
    async function connect(): Promise<Connection> {
      const { url: loginUrl, clientId, clientSecret } = fake;
      const connection = new Connection({ version: "66.0", oauth2: { loginUrl, clientId, clientSecret } });
      await connection.authorize({ grant_type: "client_credentials" });
      return connection;
    }

    it("signs the vendor's client in and describes leads to it", async () => {
      const described = await (await connect()).sobject("Lead").describe();
      expect(described.createable).toBe(true);
      expect(described.fields.find(({ name }) => name === "Marketplace_Lead_Id__c")).toMatchObject({
        externalId: true,
        idLookup: true,
      });
    });

    it("shows it the lead our connector made, and our connector the one it made", async () => {
      const connection = await connect();
      const outcome = await salesforce.deliver(context(), job());
      const made = outcome.kind === "delivered" ? (outcome.externalId ?? "") : "";
      expect(await connection.sobject("Lead").retrieve(made)).toMatchObject({ Id: made, ...values });

      const other = "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d99";
      const record = { LastName: "Two", Company: "Fabrikam", Marketplace_Lead_Id__c: other };
      const upserted = await connection.sobject("Lead").upsert(record, "Marketplace_Lead_Id__c");
      expect(upserted).toMatchObject({ success: true, created: true });
      const found = await salesforce.deliver(context(), again({ deliveryId: other }));
      expect(found).toMatchObject({ created: false, externalId: upserted.id });
    });

    it("updates, finds, refuses and deletes for it as for ours", async () => {
      const leads = (await connect()).sobject("Lead");
      const record = { LastName: "Two", Company: "Fabrikam", Marketplace_Lead_Id__c: "x" };
      const first = await leads.upsert(record, "Marketplace_Lead_Id__c");
      const second = await leads.upsert({ ...record, LastName: "Three" }, "Marketplace_Lead_Id__c");
      expect(second).toMatchObject({ id: first.id, created: false });
      expect(await leads.find({ LastName: "Three" }, ["Id", "LastName"])).toMatchObject([
        { Id: first.id, LastName: "Three" },
      ]);
      await expect(leads.create({ LastName: "Nobody" })).rejects.toMatchObject({ errorCode: "REQUIRED_FIELD_MISSING" });
      await leads.destroy(first.id ?? "");
      expect(fake.records.size).toBe(0);
      expect(writes()).toHaveLength(4);
    });
  });
});
