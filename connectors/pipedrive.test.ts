import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HttpAnswer, Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { DEAL_FIELD, type FakePipedrive, PERSON_FIELD, startPipedrive } from "#connectors/fakes/pipedrive.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { pipedrive } from "#connectors/pipedrive.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

const someone: Job["values"] = {
  lead_title: "Contact request: Contoso Backup",
  person_name: "Some One",
  person_email: "someone@contoso.com",
  person_phone: "+1 617 555 5555",
};
const values: Job["values"] = { ...someone, organization_name: "Contoso" };

const refused = (error: string, code?: string) => ({
  success: false,
  error,
  error_info: "Please check developers.pipedrive.com for more information about Pipedrive API.",
  data: null,
  additional_data: null,
  ...(code && { code }),
});

describeConnector("pipedrive", {
  connector: pipedrive,
  values: someone,
  refusal: {
    reply: { status: 400, body: refused("Parameter 'emails' should be an array of objects") },
    field: "person_email",
  },
  wrongAnswers: [
    { status: 200, headers: { "content-type": "text/html" }, body: "<html><title>Log in | Pipedrive</title></html>" },
    { status: 200, body: { success: true } },
    { status: 201, body: { success: true, data: {} } },
    { status: 200, body: refused("Requested service is not available") },
  ],
  async start() {
    const fake = await startPipedrive();
    return {
      settings: { url: fake.url },
      credentials: { apiToken: fake.apiToken },
      secrets: [fake.apiToken],
      recordIds: () => [...fake.records.leads.values()].map(({ origin_id }) => String(origin_id)),
      fail: fake.fail,
      close: fake.close,
    };
  },
});

describe("pipedrive", () => {
  const words = { ...en.connectors.errors, ...en.connectors.pipedrive.errors };
  let fake: FakePipedrive;
  beforeEach(async () => {
    fake = await startPipedrive();
  });
  afterEach(() => fake.close());

  const now = new Date();
  const context = (given: { url?: string; apiToken?: string; timeoutMs?: number } = {}) => ({
    settings: { url: given.url ?? fake.url },
    credentials: { apiToken: given.apiToken ?? fake.apiToken },
    http: createHttp({ timeoutMs: given.timeoutMs, allowedPrivateNetworks: ["127.0.0.0/8"], now: () => now }),
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => now,
  });
  const job = (given: Partial<Job> = {}) => createJob({ now, values, ...given });
  const all = (kind: keyof FakePipedrive["records"]) => [...fake.records[kind].values()];
  const writes = () =>
    fake.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  const known = { name: "S. One", emails: [{ value: "SomeOne@Contoso.com", primary: true, label: "work" }] };

  it("makes the organization, the person and the lead, which keeps the delivery's id, and links to it", async () => {
    const outcome = await pipedrive.deliver(context(), job());
    const [organization] = all("organizations");
    const [person] = all("persons");
    const [lead] = all("leads");
    expect(organization).toMatchObject({ name: "Contoso" });
    expect(person).toMatchObject({
      name: "Some One",
      emails: [{ value: "someone@contoso.com", primary: true, label: "work" }],
      phones: [{ value: "+1 617 555 5555", primary: true, label: "work" }],
      org_id: organization?.id,
    });
    expect(lead).toMatchObject({
      title: "Contact request: Contoso Backup",
      person_id: person?.id,
      organization_id: organization?.id,
      origin_id: job().deliveryId,
    });
    expect(outcome).toEqual({
      kind: "delivered",
      created: true,
      externalId: lead?.id,
      url: `${fake.url}/leads/inbox/${lead?.id}`,
    });
  });

  it("finds the person by e-mail and the organization by name, whatever their case, and makes no second ones", async () => {
    const person = fake.add("persons", known);
    const organization = fake.add("organizations", { name: "CONTOSO" });
    await pipedrive.deliver(context(), job({ whenExists: { person_name: "never", person_phone: "never" } }));
    expect(all("persons")).toHaveLength(1);
    expect(all("organizations")).toHaveLength(1);
    expect(all("leads")).toMatchObject([{ person_id: person.id, organization_id: organization.id }]);
  });

  it("fills the blanks of a person it finds, and leaves what is written there", async () => {
    fake.add("persons", known);
    const { whenExists } = mappingRules();
    await pipedrive.deliver(context(), job({ whenExists }));
    expect(all("persons")).toMatchObject([{ name: "S. One", phones: [{ value: "+1 617 555 5555" }] }]);
    expect(all("persons")[0]?.org_id).toBe(all("organizations")[0]?.id);
  });

  it("takes the new values where the mapping says so, and keeps the old phone number beside the new", async () => {
    fake.add("persons", { ...known, phones: [{ value: "0171", primary: true, label: "mobile" }] });
    await pipedrive.deliver(context(), job({ values: { ...values, [`person_${PERSON_FIELD}`]: "EMEA" } }));
    expect(all("persons")).toMatchObject([
      {
        name: "Some One",
        emails: known.emails,
        phones: [
          { value: "+1 617 555 5555", primary: true, label: "work" },
          { value: "0171", primary: false, label: "mobile" },
        ],
        custom_fields: { [PERSON_FIELD]: "EMEA" },
      },
    ]);
  });

  it("does not touch a person it has nothing new for", async () => {
    fake.add("persons", { ...known, org_id: 99, phones: [{ value: "0171" }] });
    await pipedrive.deliver(context(), job({ whenExists: mappingRules().whenExists }));
    expect(writes()).toEqual(["POST /api/v2/organizations", "POST /api/v1/leads"]);
  });

  it("changes nothing in a person who is as the lead says", async () => {
    const organization = fake.add("organizations", { name: "Contoso" });
    const phones = [{ value: "+1 617 555 5555", primary: true, label: "work" }];
    fake.add("persons", { ...known, name: "Some One", phones, org_id: organization.id });
    await pipedrive.deliver(context(), job());
    expect(writes()).toEqual(["POST /api/v1/leads"]);
  });

  it("gives the lead its label, owner, date and custom fields, and a note with the lead's words", async () => {
    const label = "f08b42a0-4e75-11ea-9643-03698ef1cfd6";
    const more = { lead_label_ids: label, lead_owner_id: 8, lead_expected_close_date: "2026-12-01" };
    await pipedrive.deliver(
      context(),
      job({ values: { ...values, ...more, [`lead_${DEAL_FIELD}`]: 2, note: "Call <me> & co\nsoon" } }),
    );
    const [lead] = all("leads");
    expect(lead).toMatchObject({
      label_ids: [label],
      owner_id: 8,
      expected_close_date: "2026-12-01",
      [DEAL_FIELD]: 2,
    });
    expect(all("notes")).toMatchObject([{ lead_id: lead?.id, content: "Call &lt;me&gt; &amp; co<br>soon" }]);
  });

  it("takes a lead without an e-mail or a company", async () => {
    const few = { lead_title: "Install", person_name: "(not given)" };
    expect(await pipedrive.deliver(context(), job({ values: few }))).toMatchObject({ kind: "delivered" });
    expect(all("organizations")).toEqual([]);
  });

  it.each(["persons", "organizations", "leads"] as const)(
    "makes one of each when the answer to the making of %s is lost, even if the search does not know it yet",
    async (kind) => {
      fake.searchIsFresh = false;
      if (kind !== "organizations") fake.add("organizations", { name: "Contoso" });
      if (kind === "leads") fake.add("persons", known);
      const whenExists = { person_name: "never", person_phone: "never", organization_name: "never" } as const;
      fake.fail({ when: "after", requests: "writes", reply: "silence", times: 1 });
      expect(await pipedrive.deliver(context({ timeoutMs: 300 }), job({ whenExists }))).toMatchObject({
        kind: "retry",
        unknown: true,
      });
      expect(all(kind)).toHaveLength(1);
      const again = job({ attempt: 2, previousUnknown: true, whenExists });
      expect(await pipedrive.deliver(context(), again)).toMatchObject({ kind: "delivered" });
      expect([all("organizations"), all("persons"), all("leads")].map(({ length }) => length)).toEqual([1, 1, 1]);
    },
  );

  it("finds the lead of somebody without an e-mail again", async () => {
    const few = { lead_title: "Install", person_name: "(not given)" };
    await pipedrive.deliver(context(), job({ values: few }));
    expect(await pipedrive.deliver(context(), job({ attempt: 2, values: few }))).toMatchObject({ created: false });
    expect(all("leads")).toHaveLength(1);
  });

  it("finds the lead again long after, though sales have archived it", async () => {
    await pipedrive.deliver(context(), job());
    for (const lead of fake.records.leads.values()) lead.is_archived = true;
    const later = job({ attempt: 2, firstAttemptAt: new Date(now.getTime() + 86_400_000) });
    expect(await pipedrive.deliver(context(), later)).toMatchObject({ kind: "delivered", created: false });
    expect(all("leads")).toHaveLength(1);
  });

  it("adds the note that an earlier try still owes, and no second one", async () => {
    const noted = { ...values, note: "Call me" };
    await pipedrive.deliver(context(), job());
    await pipedrive.deliver(context(), job({ attempt: 2, values: noted }));
    await pipedrive.deliver(context(), job({ attempt: 3, values: noted }));
    expect(all("notes")).toMatchObject([{ content: "Call me" }]);
  });

  const html = "<!DOCTYPE html><html><title>Access denied | Cloudflare</title></html>";
  it.each<[number, unknown, object]>([
    [
      400,
      refused("Parameter 'emails' should be an array of objects"),
      { kind: "reject", code: "bad_request", fields: [{ field: "person_email" }] },
    ],
    [400, refused("Bad request"), { kind: "reject", code: "bad_request", message: "Bad request" }],
    [400, refused("Validation failed", "ERR_SCHEMA_VALIDATION_FAILED"), { kind: "reject", code: "bad_request" }],
    [401, refused("unauthorized access"), { kind: "pause", cause: "auth", code: "unauthorized" }],
    [402, refused("Payment required"), { kind: "pause", cause: "quota", code: "payment_required" }],
    [403, refused("Scope and URL mismatch"), { kind: "pause", cause: "permission", code: "forbidden" }],
    [
      403,
      refused("Couldn't add the deal. Open deals limit reached.", "feature_capping_deals_limit"),
      { kind: "pause", cause: "quota", code: "feature_capping_deals_limit" },
    ],
    [403, html, { kind: "retry", throttle: true, code: "rate_limited" }],
    [404, refused("Person not found"), { kind: "retry", code: "record_gone" }],
    [404, html, { kind: "pause", cause: "config", code: "not_found" }],
    [410, refused("Gone"), { kind: "pause", cause: "config", code: "gone" }],
    [422, refused("Unprocessable"), { kind: "reject", code: "unprocessable" }],
    [429, refused("request over limit"), { kind: "retry", throttle: true, code: "rate_limited" }],
    [500, refused("Internal Server Error"), { kind: "retry", code: "server_error" }],
    [503, html, { kind: "retry", throttle: true, code: "unavailable" }],
  ])("status %i with %j", async (status, body, expected) => {
    fake.add("organizations", { name: "Contoso" });
    fake.fail({ when: "instead", requests: "writes", reply: { status, body } });
    const outcome = await pipedrive.deliver(context(), job());
    expect(outcome).toMatchObject(expected);
    expect(words).toHaveProperty([outcome.kind === "delivered" ? "" : outcome.code]);
  });

  it.each([
    [{ "x-ratelimit-reset": "2", "x-daily-ratelimit-token-remaining": "29000" }, "rate_limited", 2],
    [{ "x-ratelimit-reset": "2", "retry-after": "7" }, "rate_limited", 7],
    [{ "x-ratelimit-reset": "1", "x-daily-ratelimit-token-remaining": "0" }, "daily_budget", 3600],
  ])("waits as the headers of a 429 say: %j", async (headers, code, seconds) => {
    fake.fail({
      when: "instead",
      requests: "all",
      reply: { status: 429, headers, body: refused("request over limit") },
    });
    const retryAt = new Date(now.getTime() + seconds * 1000);
    expect(await pipedrive.deliver(context(), job())).toMatchObject({ kind: "retry", throttle: true, code, retryAt });
    expect(words).toHaveProperty([code]);
  });

  it("delivers a lead whose note is refused, and says so", async () => {
    fake.add("organizations", { name: "Contoso" });
    fake.add("persons", known);
    await pipedrive.deliver(context(), job());
    fake.fail({ when: "instead", requests: "writes", reply: { status: 400, body: refused("Content is too long") } });
    const again = job({ attempt: 2, values: { ...values, note: "Call me" } });
    expect(await pipedrive.deliver(context(), again)).toMatchObject({
      kind: "delivered",
      warnings: ["Content is too long"],
    });
  });

  it("removes a lead with the person and the organization that were made for it", async () => {
    const outcome = await pipedrive.deliver(context(), job());
    const externalId = outcome.kind === "delivered" ? (outcome.externalId ?? null) : null;
    expect(await pipedrive.remove?.(context(), { deliveryId: job().deliveryId, externalId })).toBeNull();
    expect([all("leads"), all("persons"), all("organizations")]).toEqual([[], [], []]);
  });

  it("removes a lead of which only the delivery is known", async () => {
    await pipedrive.deliver(context(), job());
    expect(await pipedrive.remove?.(context(), { deliveryId: job().deliveryId, externalId: null })).toBeNull();
    expect(all("leads")).toEqual([]);
  });

  it.each([
    ["were there before", () => fake.add("persons", { ...known, add_time: "2026-01-01T00:00:00Z" })],
    ["have another lead", () => fake.add("leads", { person_id: fake.add("persons", known).id, title: "Older" })],
    ["have a deal", () => fake.add("deals", { person_id: fake.add("persons", known).id })],
  ])("leaves a person and an organization alone that %s", async (_what, prepare) => {
    prepare();
    fake.add("organizations", { name: "Contoso", add_time: "2026-01-01T00:00:00Z" });
    const before = all("leads").length;
    const outcome = await pipedrive.deliver(context(), job());
    const externalId = outcome.kind === "delivered" ? (outcome.externalId ?? null) : null;
    await pipedrive.remove?.(context(), { deliveryId: job().deliveryId, externalId });
    expect([all("leads"), all("persons"), all("organizations")].map(({ length }) => length)).toEqual([before, 1, 1]);
  });

  it("describes what a lead and its person can be given, with the company's own fields, labels and users", async () => {
    const fields = new Map((await pipedrive.describe(context())).map((field) => [field.name, field]));
    expect(fields.get("lead_title")).toMatchObject({ type: "string", required: true, maxLength: 255 });
    expect(fields.get("lead_label_ids")?.choices?.[0]).toEqual({
      value: "f08b42a0-4e75-11ea-9643-03698ef1cfd6",
      label: "Hot",
    });
    expect(fields.get("lead_owner_id")?.choices?.map(({ label }) => label)).toEqual(["Buzón", "Aiko Tanabe"]);
    expect(fields.get(`lead_${DEAL_FIELD}`)).toEqual({
      name: `lead_${DEAL_FIELD}`,
      label: "Lead: Priority",
      type: "choice",
      required: false,
      choices: [
        { value: 1, label: "Low" },
        { value: 2, label: "High" },
      ],
    });
    expect(fields.get(`person_${PERSON_FIELD}`)).toMatchObject({ label: "Person: Region", type: "string" });
    // Money and several choices are more than one value; a job title is there only with contact sync.
    expect([...fields.keys()].filter((name) => /aaaa|bbbb|job_title/.test(name))).toEqual([]);
  });

  it("says why when the fields cannot be read", async () => {
    await expect(pipedrive.describe(context({ apiToken: "f".repeat(40) }))).rejects.toThrow(DescribeError);
  });

  it.each([
    ["a wrong token", 401, refused("unauthorized access"), "token"],
    ["an account that is not open", 402, refused("Payment required"), "plan"],
    ["a web page", 200, html, "not_pipedrive"],
    ["nothing at the address", 404, html, "not_pipedrive"],
    ["a fault", 503, html, "away"],
  ])("its test explains %s", async (_what, status, body, fix) => {
    fake.fail({ when: "instead", requests: "all", reply: { status, body } });
    expect((await pipedrive.test(context())).checks).toMatchObject([{ name: "token", ok: false, fix }]);
    expect(en.connectors.pipedrive.fixes).toHaveProperty([fix]);
  });

  it("its test notices the address of another company", async () => {
    const data = { company_name: "Contoso", company_domain: "contoso" };
    const answer: HttpAnswer = { ok: true, status: 200, headers: {}, text: "", json: { success: true, data } };
    const elsewhere = { ...context({ url: "https://fabrikam.pipedrive.com" }), http: async () => answer };
    expect((await pipedrive.test(elsewhere)).checks.at(-1)).toEqual({
      name: "company",
      ok: false,
      message: "contoso.pipedrive.com",
      fix: "other_company",
    });
    expect(en.connectors.pipedrive.fixes).toHaveProperty(["other_company"]);
  });

  it.each([
    ["contoso.pipedrive.com", "https://contoso.pipedrive.com"],
    ["https://contoso.pipedrive.com/leads/inbox?x=1", "https://contoso.pipedrive.com"],
  ])("understands the address %s", (url, origin) => {
    expect(pipedrive.settingsSchema.parse({ url })).toEqual({ url: origin });
  });

  it.each([
    [{ url: "https://" }, "not_an_address"],
    [{ url: "https://app.pipedrive.com/leads" }, "not_a_company"],
    [{ apiToken: "secret" }, "not_a_token"],
  ])("refuses %j as %s", (given, code) => {
    const schema = "url" in given ? pipedrive.settingsSchema : pipedrive.credentialsSchema;
    expect(schema.safeParse(given).error?.issues[0]?.message).toBe(code);
    expect(en.connectors.pipedrive.problems).toHaveProperty([code]);
  });

  /** What the mapping to start with says of records that are there. */
  function mappingRules() {
    const fields = Object.keys(values).map((name) => ({ name, label: name, type: "string" as const, required: false }));
    const rows = pipedrive.defaultMapping(fields);
    return {
      whenExists: Object.fromEntries(rows.map((row) => [row.target, row.whenExists ?? ("overwrite" as const)])),
    };
  }
});
