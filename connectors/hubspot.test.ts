import { Client } from "@hubspot/api-client";
import type { BatchInputSimplePublicObjectBatchInputUpsert } from "@hubspot/api-client/lib/codegen/crm/contacts/index.js";
import { FilterOperatorEnum } from "@hubspot/api-client/lib/codegen/crm/contacts/index.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Exchange, Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { type FakeHubspot, startHubspot } from "#connectors/fakes/hubspot.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import type { FakeReply } from "#connectors/fakes/server.ts";
import { createHttp } from "#connectors/http.ts";
import { hubspot } from "#connectors/hubspot.ts";
import type { HubspotSettings } from "#connectors/hubspot-api.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

const values: Job["values"] = {
  email: "someone@contoso.com",
  firstname: "Some",
  lastname: "One",
  company: "Contoso",
  lifecyclestage: "lead",
};

const settingsFor = (fake: FakeHubspot) => ({ apiUrl: fake.url, apiVersion: "2026-09", identityProperty: "" });

const TOO_OLD_TO_BE_TRUE = {
  isValid: false,
  message: "lead2 was not one of the allowed options: [subscriber, lead, customer]",
  error: "INVALID_OPTION",
  name: "lifecyclestage",
  localizedErrorMessage: "lead2 was not one of the allowed options: [subscriber, lead, customer]",
  portalId: 62515,
};

describeConnector("hubspot", {
  connector: hubspot,
  values,
  refusal: {
    reply: {
      status: 400,
      body: {
        status: "error",
        message: `Property values were not valid: ${JSON.stringify([TOO_OLD_TO_BE_TRUE])}`,
        correlationId: "8a3f6c3a-8296-4002-b0a6-2a06fecf7c0c",
        category: "VALIDATION_ERROR",
      },
    },
    field: "lifecyclestage",
  },
  wrongAnswers: [
    { status: 200, headers: { "content-type": "text/html" }, body: "<html><title>Sign in</title></html>" },
    { status: 200, body: {} },
    { status: 200, body: { status: "COMPLETE", results: [] } },
    { status: 204 },
  ],
  async start() {
    const fake = await startHubspot();
    return {
      settings: settingsFor(fake),
      credentials: { serviceKey: fake.serviceKey },
      secrets: [fake.serviceKey],
      recordIds: () => [...fake.records.keys()],
      fail: fake.fail,
      close: fake.close,
    };
  },
});

describe("hubspot", () => {
  let fake: FakeHubspot;
  let exchanges: Exchange[];
  let now: Date;

  beforeEach(async () => {
    fake = await startHubspot();
    exchanges = [];
    now = new Date();
  });
  afterEach(() => fake.close());

  const context = (settings: Partial<HubspotSettings> = {}, serviceKey = fake.serviceKey) => ({
    settings: { ...settingsFor(fake), ...settings },
    credentials: { serviceKey },
    http: createHttp({
      allowedPrivateNetworks: ["127.0.0.0/8"],
      record: (exchange) => exchanges.push(exchange),
      now: () => now,
    }),
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => now,
  });
  const job = (given: Partial<Job> = {}) => createJob({ now, values, ...given });
  const nameless = { lastname: "One", company: "Contoso" };
  const answers = (reply: FakeReply) => fake.fail({ when: "instead", requests: "writes", reply });
  const paths = () => fake.requests.map(({ method, path }) => `${method} ${path}`);
  const add = (id: string, properties: Record<string, string>) =>
    fake.records.set(id, { createdate: "2026-01-01T00:00:00.000Z", ...properties });
  const byOurId = { identityProperty: "marketplace_lead_id" };

  it("makes the contact of the lead's address in one call and links to it", async () => {
    const outcome = await hubspot.deliver(context(), job());
    const [id] = fake.records.keys();
    expect(outcome).toEqual({
      kind: "delivered",
      created: true,
      externalId: id,
      url: `https://app-eu1.hubspot.com/contacts/62515/record/0-1/${id}`,
    });
    expect(paths()).toEqual(["POST /crm/objects/2026-09/contacts/batch/upsert"]);
    const sent: BatchInputSimplePublicObjectBatchInputUpsert = JSON.parse(fake.requests[0]?.body ?? "");
    expect(sent).toEqual({
      inputs: [
        { idProperty: "email", id: "someone@contoso.com", objectWriteTraceId: job().deliveryId, properties: values },
      ],
    });
  });

  it("asks for the account when the answer does not say where the contact's page is", async () => {
    fake.account.namesUrls = false;
    const outcome = await hubspot.deliver(context(), job());
    expect(outcome).toMatchObject({
      url: expect.stringMatching(/^https:\/\/app-eu1\.hubspot\.com\/contacts\/62515\/record\/0-1\/\d+$/),
    });
  });

  it("overwrites what a known person's contact holds where no rule says otherwise", async () => {
    add("777", { email: "Someone@Contoso.com", firstname: "S.", city: "Oslo" });
    expect(await hubspot.deliver(context(), job())).toMatchObject({
      kind: "delivered",
      created: false,
      externalId: "777",
    });
    expect(fake.records.get("777")).toMatchObject({ firstname: "Some", city: "Oslo" });
  });

  it("fills blanks and leaves alone what the mapping's rules protect, address included", async () => {
    add("777", { email: "Someone@Contoso.com", firstname: "S.", company: "" });
    const whenExists: Job["whenExists"] = { firstname: "if_blank", company: "if_blank", lastname: "never" };
    expect(await hubspot.deliver(context(), job({ whenExists }))).toMatchObject({ created: false, externalId: "777" });
    expect(fake.records.get("777")).toEqual({
      createdate: "2026-01-01T00:00:00.000Z",
      email: "Someone@Contoso.com",
      firstname: "S.",
      company: "Contoso",
      lifecyclestage: "lead",
    });
    expect(paths()).toEqual([
      "POST /crm/objects/2026-09/contacts/batch/read",
      "PATCH /crm/objects/2026-09/contacts/777",
    ]);
  });

  it("writes nothing when the rules leave nothing to write", async () => {
    add("777", { email: "someone@contoso.com" });
    const whenExists: Job["whenExists"] = {
      firstname: "never",
      lastname: "never",
      company: "never",
      lifecyclestage: "never",
    };
    expect(await hubspot.deliver(context(), job({ whenExists }))).toMatchObject({ kind: "delivered", created: false });
    expect(paths()).toEqual(["POST /crm/objects/2026-09/contacts/batch/read"]);
  });

  it("sends every value as text", async () => {
    await hubspot.deliver(context(), job({ values: { ...values, numemployees: 12, hs_email_optout: false } }));
    expect([...fake.records.values()][0]).toMatchObject({ numemployees: "12", hs_email_optout: "false" });
  });

  describe("with a property for our id", () => {
    it("finds the contact again although its address was changed", async () => {
      await hubspot.deliver(context(byOurId), job());
      const [id] = fake.records.keys();
      add(String(id), { ...fake.records.get(String(id)), email: "new@contoso.com" });
      const again = await hubspot.deliver(context(byOurId), job({ attempt: 2, whenExists: { email: "if_blank" } }));
      expect(again).toMatchObject({ created: false, externalId: id });
      expect(fake.records.get(String(id))).toMatchObject({ email: "new@contoso.com" });
      expect(fake.records.size).toBe(1);
    });

    it("makes one contact of a lead without an address, however often it is sent", async () => {
      await hubspot.deliver(context(byOurId), job({ values: nameless }));
      await hubspot.deliver(context(byOurId), job({ values: nameless, attempt: 2, previousUnknown: true }));
      expect([...fake.records.values()]).toMatchObject([{ ...nameless, marketplace_lead_id: job().deliveryId }]);
    });

    it.each([
      ["inside a 207", null],
      [
        "with 409",
        {
          status: 409,
          body: {
            status: "error",
            message: "Contact already exists. Existing ID: 777",
            correlationId: "2dea5219-07f2-40ce-82ec-9c2e302317a4",
            category: "CONFLICT",
          },
        },
      ],
    ])("fills in the contact that has the address already when HubSpot says so %s", async (_how, reply) => {
      add("777", { email: "someone@contoso.com", firstname: "S.", marketplace_lead_id: "an earlier lead's" });
      if (reply) fake.fail({ when: "instead", requests: "writes", reply, times: 1 });
      const outcome = await hubspot.deliver(context(byOurId), job({ whenExists: { firstname: "if_blank" } }));
      expect(outcome).toMatchObject({ kind: "delivered", created: false, externalId: "777" });
      expect(fake.records.get("777")).toMatchObject({
        firstname: "S.",
        lastname: "One",
        marketplace_lead_id: "an earlier lead's",
      });
    });

    it("pauses when the property does not hold unique values", async () => {
      const outcome = await hubspot.deliver(context({ identityProperty: "city" }), job());
      expect(outcome).toMatchObject({ kind: "pause", cause: "config", code: "not_unique_property" });
    });

    it("never removes a contact that it only filled in", async () => {
      add("777", { email: "someone@contoso.com", marketplace_lead_id: "an earlier lead's" });
      await hubspot.deliver(context(byOurId), job());
      const record = { deliveryId: job().deliveryId, externalId: "777" };
      expect(await hubspot.remove?.(context(byOurId), record)).toBeNull();
      expect(fake.records.has("777")).toBe(true);
    });

    it("removes a record it only knows by our id", async () => {
      await hubspot.deliver(context(byOurId), job());
      const record = { deliveryId: job().deliveryId, externalId: null };
      expect(await hubspot.remove?.(context(byOurId), record)).toBeNull();
      expect(fake.records.size).toBe(0);
      expect(await hubspot.remove?.(context(byOurId), record)).toBeNull();
      expect(await hubspot.remove?.(context(), record)).toMatchObject({ kind: "reject", code: "record_unknown" });
    });
  });

  describe("without address and property", () => {
    it("creates the contact at once", async () => {
      expect(await hubspot.deliver(context(), job({ values: nameless }))).toMatchObject({ created: true });
      expect(paths()).toEqual(["POST /crm/objects/2026-09/contacts"]);
    });

    it("creates it again after a try that surely failed", async () => {
      await hubspot.deliver(context(), job({ values: nameless, attempt: 2 }));
      expect(paths()).toEqual(["POST /crm/objects/2026-09/contacts"]);
    });

    it("comes back only when a search can find what the lost try has made, and finds it", async () => {
      fake.fail({ when: "after", requests: "writes", reply: "reset", times: 1 });
      const lost = await hubspot.deliver(context(), job({ values: nameless }));
      const retryAt = new Date(now.getTime() + 60_000);
      expect(lost).toMatchObject({ kind: "retry", unknown: true, retryAt });
      const again = job({ values: nameless, attempt: 2, previousUnknown: true });
      expect(await hubspot.deliver(context(), again)).toMatchObject({ kind: "delivered", created: false });
      expect(fake.records.size).toBe(1);
    });

    it("does not take an older contact of the same name for the lead's", async () => {
      add("777", nameless);
      const again = job({ values: nameless, attempt: 2, previousUnknown: true });
      expect(await hubspot.deliver(context(), again)).toMatchObject({ kind: "delivered", created: true });
    });

    it("refuses the lead when another contact has a unique value of it", async () => {
      answers({
        status: 409,
        body: { status: "error", message: "Contact already exists. Existing ID: 777", category: "CONFLICT" },
      });
      expect(await hubspot.deliver(context(), job({ values: nameless }))).toMatchObject({
        kind: "reject",
        code: "CONFLICT",
      });
    });
  });

  it.each<[string, FakeReply, object]>([
    [
      "an unknown property",
      {
        status: 400,
        body: {
          status: "error",
          message:
            'Property values were not valid: [{"isValid":false,"message":"Property \\"testproperty\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"testproperty","localizedErrorMessage":"Property \\"testproperty\\" does not exist","portalId":62515}]',
          correlationId: "8a3f6c3a-8296-4002-b0a6-2a06fecf7c0c",
          errors: [
            {
              message: 'Property "testproperty" does not exist',
              code: "PROPERTY_DOESNT_EXIST",
              context: { propertyName: ["testproperty"] },
            },
          ],
          category: "VALIDATION_ERROR",
        },
      },
      {
        kind: "pause",
        cause: "config",
        code: "PROPERTY_DOESNT_EXIST",
        message: 'Property "testproperty" does not exist (correlation 8a3f6c3a-8296-4002-b0a6-2a06fecf7c0c)',
      },
    ],
    [
      "the same inside a 207",
      {
        status: 207,
        body: {
          status: "COMPLETE",
          results: [],
          numErrors: 1,
          errors: [
            {
              status: "error",
              category: "VALIDATION_ERROR",
              message:
                'Property values were not valid: [{"isValid":false,"message":"Property \\"missing\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"missing","localizedErrorMessage":"Property \\"missing\\" does not exist","portalId":891936587}]',
              context: { objectWriteTraceId: ["549b1c2a9351"] },
            },
          ],
        },
      },
      { kind: "pause", cause: "config", code: "PROPERTY_DOESNT_EXIST", message: 'Property "missing" does not exist' },
    ],
    [
      "an address that is none",
      {
        status: 207,
        body: {
          status: "COMPLETE",
          results: [],
          numErrors: 1,
          errors: [
            {
              status: "error",
              category: "VALIDATION_ERROR",
              message:
                'Property values were not valid: [{"isValid":false,"message":"Email address foo is invalid","error":"INVALID_EMAIL","name":"email"}]',
            },
          ],
        },
      },
      { kind: "reject", code: "INVALID_EMAIL", fields: [{ field: "email", message: "Email address foo is invalid" }] },
    ],
    [
      "a value for a property HubSpot fills itself",
      {
        status: 400,
        body: {
          status: "error",
          message: "x",
          category: "VALIDATION_ERROR",
          errors: [{ message: "read only", code: "READ_ONLY_VALUE" }],
        },
      },
      { kind: "pause", cause: "config", code: "READ_ONLY_VALUE" },
    ],
    [
      "properties the account requires",
      {
        status: 400,
        body: {
          status: "error",
          message: "Error creating CONTACT. Some required properties were not set.",
          correlationId: "c",
          context: { properties: ["hs_persona"] },
          category: "VALIDATION_ERROR",
        },
      },
      { kind: "reject", code: "VALIDATION_ERROR", fields: [{ field: "hs_persona" }] },
    ],
    [
      "an error of a kind we do not know inside a good status",
      { status: 207, body: { results: [], errors: [{ status: "error", category: "SOMETHING_NEW", message: "m" }] } },
      { kind: "reject", code: "SOMETHING_NEW", message: "m" },
    ],
    [
      "missing scopes",
      {
        status: 403,
        body: {
          status: "error",
          message:
            "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
          correlationId: "dc49c0a8-9952-4937-aad4-e322b1e5cee0",
          errors: [
            {
              message: "One or more of the following scopes are required.",
              context: { requiredGranularScopes: ["crm.objects.contacts.write"] },
            },
          ],
          links: { scopes: "https://developers.hubspot.com/scopes" },
          category: "MISSING_SCOPES",
        },
      },
      {
        kind: "pause",
        cause: "permission",
        code: "MISSING_SCOPES",
        message: expect.stringContaining("crm.objects.contacts.write"),
      },
    ],
    [
      "a key that is none",
      {
        status: 401,
        body: {
          status: "error",
          message: "Authentication credentials not found.",
          correlationId: "c",
          category: "INVALID_AUTHENTICATION",
        },
      },
      { kind: "pause", cause: "auth", code: "INVALID_AUTHENTICATION" },
    ],
    [
      "a key that has expired",
      {
        status: 401,
        body: {
          status: "error",
          message: "The OAuth token used to make this call expired 7 second(s) ago.",
          category: "EXPIRED_AUTHENTICATION",
        },
      },
      { kind: "pause", cause: "auth", code: "EXPIRED_AUTHENTICATION" },
    ],
    [
      "a contact that is gone",
      { status: 404, body: { status: "error", message: "resource not found", category: "OBJECT_NOT_FOUND" } },
      { kind: "retry", code: "OBJECT_NOT_FOUND" },
    ],
    [
      "an address that leads nowhere",
      { status: 404, body: "Not found" },
      { kind: "pause", cause: "config", code: "not_found" },
    ],
    ["a locked record", { status: 423, body: "" }, { kind: "retry", code: "locked" }],
    ["a gateway that waited in vain", { status: 504, body: "<html>504</html>" }, { kind: "retry", unknown: true }],
    ["Cloudflare", { status: 524, body: "<html>524</html>" }, { kind: "retry", unknown: true }],
  ])("understands %s", async (_what, reply, expected) => {
    answers(reply);
    expect(await hubspot.deliver(context(), job())).toMatchObject(expected);
  });

  const limit = (policyName: string) => ({
    status: "error",
    message: "You have reached your limit.",
    errorType: "RATE_LIMIT",
    correlationId: "c",
    policyName,
    requestId: "r",
  });

  it.each<[string, FakeReply, string, number]>([
    [
      "the window named in a header",
      {
        status: 429,
        headers: { "x-hubspot-ratelimit-interval-milliseconds": "12000" },
        body: limit("TEN_SECONDLY_ROLLING"),
      },
      "TEN_SECONDLY_ROLLING",
      12_000,
    ],
    ["ten seconds", { status: 429, body: limit("SECONDLY") }, "SECONDLY", 10_000],
    ["half an hour when the day is used up", { status: 429, body: limit("DAILY") }, "DAILY", 30 * 60_000],
    ["what Retry-After says", { status: 429, headers: { "retry-after": "7" }, body: limit("DAILY") }, "DAILY", 7_000],
    [
      "what Retry-After says while the account moves",
      { status: 477, headers: { "retry-after": "86400" }, body: "" },
      "account_moving",
      86_400_000,
    ],
  ])("holds the destination for %s", async (_what, reply, code, waitMs) => {
    answers(reply);
    const retryAt = new Date(now.getTime() + waitMs);
    expect(await hubspot.deliver(context(), job())).toMatchObject({ kind: "retry", throttle: true, code, retryAt });
  });

  it("has words for every code it can end with", () => {
    const codes = [
      "PROPERTY_DOESNT_EXIST READ_ONLY_VALUE not_unique_property INVALID_AUTHENTICATION EXPIRED_AUTHENTICATION",
      "MISSING_SCOPES OBJECT_NOT_FOUND CONFLICT VALIDATION_ERROR INVALID_EMAIL INVALID_OPTION locked account_moving",
      "DAILY SECONDLY TEN_SECONDLY_ROLLING record_unknown",
    ];
    for (const code of codes.join(" ").split(" ")) expect(en.connectors.errors).toHaveProperty([code]);
  });

  it("its test goes through key, properties, contacts, scopes and the property for our id", async () => {
    const { checks, account } = await hubspot.test(context(byOurId));
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["token", true],
      ["properties", true],
      ["contacts", true],
      ["permission", true],
      ["identity", true],
    ]);
    expect(account).toBe("app-eu1.hubspot.com 62515");
  });

  it("its test offers the property for our id where there is one, and claims nothing HubSpot does not tell", async () => {
    fake.account.tellsScopes = false;
    expect((await hubspot.test(context())).checks.slice(3)).toEqual([
      { name: "identity", ok: true, fix: "identity_offered" },
    ]);
    fake.account.properties = fake.account.properties.filter(({ name }) => name !== "marketplace_lead_id");
    expect((await hubspot.test(context())).checks).toHaveLength(3);
  });

  it.each([
    ["properties", "crm.schemas.contacts.read", "scope_properties"],
    ["contacts", "crm.objects.contacts.read", "scope_read"],
    ["permission", "crm.objects.contacts.write", "scope_write"],
  ])("its test tells in the check %s when %s is missing", async (name, scope, fix) => {
    fake.account.scopes = fake.account.scopes.filter((granted) => granted !== scope);
    const { checks } = await hubspot.test(context());
    const failed = checks.find(({ ok }) => !ok);
    expect(failed).toMatchObject({ name, fix, message: expect.stringContaining(scope) });
  });

  it.each([
    ["identity_unknown", { identityProperty: "no_such_property" }],
    ["identity_not_unique", { identityProperty: "city" }],
  ])("its test finds fault with the property for our id: %s", async (fix, settings) => {
    expect((await hubspot.test(context(settings))).checks.at(-1)).toMatchObject({ name: "identity", ok: false, fix });
  });

  it("its test tells that the key is wrong", async () => {
    const { checks } = await hubspot.test(context({}, "pat-eu1-00000000-0000"));
    expect(checks).toMatchObject([{ name: "token", ok: false, fix: "key_wrong" }]);
  });

  it.each<[FakeReply, string]>([
    [{ status: 403, body: "" }, "key_refused"],
    [{ status: 503 }, "hubspot_away"],
    ["reset", "hubspot_away"],
    [{ status: 200, body: "<html></html>" }, "not_hubspot"],
    [{ status: 302, headers: { location: "/" } }, "not_hubspot"],
  ])("its test explains %o in place of HubSpot", async (reply, fix) => {
    fake.fail({ when: "instead", requests: "all", reply });
    expect((await hubspot.test(context())).checks).toMatchObject([{ name: "token", ok: false, fix }]);
  });

  it("has words for every fix of its test", () => {
    const fixes =
      "key_wrong key_refused hubspot_away not_hubspot private scope_properties scope_read scope_write identity_offered identity_unknown identity_not_unique";
    for (const fix of fixes.split(" ")) expect(en.connectors.hubspot.fixes).toHaveProperty([fix]);
  });

  it("describes the properties of the account with their choices, and marks those HubSpot fills itself", async () => {
    const fields = new Map((await hubspot.describe(context(byOurId))).map((target) => [target.name, target]));
    expect(fields.get("email")).toEqual({ name: "email", label: "Email", type: "email", required: false });
    expect(fields.get("phone")).toMatchObject({ type: "phone" });
    expect(fields.get("message")).toMatchObject({ type: "text" });
    expect(fields.get("numemployees")).toMatchObject({ type: "decimal" });
    expect(fields.get("hs_email_optout")).toMatchObject({ type: "bool" });
    expect(fields.get("date_of_birth")).toMatchObject({ type: "date" });
    expect(fields.get("hs_next_step_at")).toMatchObject({ type: "datetime" });
    expect(fields.get("hs_lead_status")).toMatchObject({
      type: "choice",
      choices: [
        { value: "NEW", label: "New" },
        { value: "OPEN", label: "Open" },
      ],
    });
    expect(fields.get("createdate")).toMatchObject({ readOnly: true });
    expect(fields.get("hs_email_domain")).toMatchObject({ readOnly: true });
    expect(fields.has("hs_hidden_score") || fields.has("marketplace_lead_id")).toBe(false);
  });

  it("tells why it cannot describe contacts", async () => {
    fake.account.scopes = [];
    const error = await hubspot.describe(context()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DescribeError);
    expect(error).toMatchObject({ refusal: { kind: "pause", cause: "permission", code: "MISSING_SCOPES" } });
  });

  it("starts with a mapping that only fills blanks in what sales may have corrected", async () => {
    const rows = new Map(hubspot.defaultMapping(await hubspot.describe(context())).map((row) => [row.target, row]));
    expect(rows.get("email")).toEqual({ target: "email", value: [{ kind: "field", field: "email" }], fallback: [] });
    expect(rows.get("phone")).toMatchObject({ whenExists: "if_blank" });
    expect(rows.get("lifecyclestage")?.value).toEqual([{ kind: "text", text: "lead" }]);
  });

  it("leaves out of the first mapping what the account has no such choice for", async () => {
    fake.account.properties = fake.account.properties.map((property) =>
      property.name === "hs_lead_status" ? { ...property, options: [{ label: "Offen", value: "OFFEN" }] } : property,
    );
    const rows = hubspot.defaultMapping(await hubspot.describe(context()));
    expect(rows.map(({ target }) => target)).not.toContain("hs_lead_status");
  });

  it.each([
    ["00000000-1111-2222-3333-444455556666", "old_api_key"],
    ["pat-eu1-1", "too_short"],
    ["pat eu1 00000000000000", "not_a_key"],
  ])("refuses %s as a key: %s", (serviceKey, code) => {
    expect(hubspot.credentialsSchema.safeParse({ serviceKey }).error?.issues.map(({ message }) => message)).toEqual([
      code,
    ]);
    expect(en.connectors.hubspot.problems).toHaveProperty([code]);
  });

  it("starts with HubSpot's own address and the newest version", () => {
    expect(hubspot.settingsSchema.parse({})).toEqual({
      identityProperty: "",
      apiVersion: "2026-09",
      apiUrl: "https://api.hubapi.com",
    });
    expect(hubspot.settingsSchema.safeParse({ identityProperty: "Lead ID" }).error?.issues[0]?.message).toBe(
      "not_a_property",
    );
  });

  describe("the fake, driven by @hubspot/api-client", () => {
    const client = () => new Client({ accessToken: fake.serviceKey, basePath: fake.url, numberOfApiCallRetries: 0 });

    it("shows the vendor's client the contact our connector made", async () => {
      await hubspot.deliver(context(), job());
      const { batchApi, searchApi } = client().crm.contacts;
      const read = await batchApi.read({
        idProperty: "email",
        inputs: [{ id: "someone@contoso.com" }],
        properties: ["lastname"],
        propertiesWithHistory: [],
      });
      expect(read.results).toMatchObject([{ properties: { lastname: "One" }, createdAt: expect.any(Date) }]);
      const found = await searchApi.doSearch({
        filterGroups: [
          { filters: [{ propertyName: "email", operator: FilterOperatorEnum.Eq, value: "someone@contoso.com" }] },
        ],
      });
      expect(found.total).toBe(1);
    });

    it("lets our connector fill in the contact the vendor's client made", async () => {
      const { basicApi } = client().crm.contacts;
      const made = await basicApi.create({
        properties: { email: "someone@contoso.com", city: "Oslo" },
        associations: [],
      });
      expect(await hubspot.deliver(context(), job())).toMatchObject({ created: false, externalId: made.id });
      expect((await basicApi.getById(made.id)).properties).toMatchObject({ city: "Oslo", company: "Contoso" });
    });

    it("upserts, updates, refuses and archives for the vendor's client as for ours", async () => {
      const { basicApi, batchApi } = client().crm.contacts;
      const input = {
        inputs: [{ idProperty: "email", id: "b@contoso.com", properties: { email: "b@contoso.com", lastname: "B" } }],
      };
      const [first] = (await batchApi.upsert(input)).results;
      const [second] = (await batchApi.upsert(input)).results;
      expect([first?._new, second?._new]).toEqual([true, false]);
      await basicApi.update(first?.id ?? "", { properties: { lastname: "Bee" } });
      expect(fake.records.get(first?.id ?? "")).toMatchObject({ lastname: "Bee" });
      await expect(basicApi.create({ properties: { email: "b@contoso.com" }, associations: [] })).rejects.toMatchObject(
        { code: 409 },
      );
      await basicApi.archive(first?.id ?? "");
      expect(fake.records.size).toBe(0);
    });

    it("shows it the properties", async () => {
      const { results } = await client().crm.properties.coreApi.getAll("contacts");
      expect(results.find(({ name }) => name === "lifecyclestage")?.options).toHaveLength(3);
    });
  });
});
