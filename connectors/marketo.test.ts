import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Exchange, Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { type FakeMarketo, startMarketo } from "#connectors/fakes/marketo.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { type FakeReply, startServer } from "#connectors/fakes/server.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { type MarketoConnectorCredentials, type MarketoConnectorSettings, marketo } from "#connectors/marketo.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

const values: Job["values"] = {
  email: "someone@contoso.com",
  firstName: "Some",
  lastName: "One",
  company: "Contoso",
};

function connectionTo({ url, clientId, clientSecret }: FakeMarketo) {
  return {
    settings: { url, clientId, appUrl: "https://app-ab12.marketo.com", idField: "", partition: "", identityUrl: "" },
    credentials: { clientSecret },
  };
}

const skipped = (code: string, message = "m") => ({
  status: 200,
  body: { requestId: "e42b#14272d07d78", success: true, result: [{ status: "skipped", reasons: [{ code, message }] }] },
});
const refused = (code: string, message = "m") => ({
  status: 200,
  body: { requestId: "e42b#14272d07d78", success: false, errors: [{ code, message }] },
});

describeConnector("marketo", {
  connector: marketo,
  values,
  refusal: { reply: skipped("1002", "Missing value for required parameter 'email'"), field: "email" },
  wrongAnswers: [
    { status: 200, headers: { "content-type": "text/html" }, body: "<html><title>Marketo | Login</title></html>" },
    { status: 200, body: {} },
    { status: 200, body: { requestId: "e42b#14272d07d78", success: true, result: [] } },
    { status: 200, body: { requestId: "e42b#14272d07d78", success: true, result: [{ id: 50 }] } },
  ],
  async start() {
    const fake = await startMarketo();
    return {
      ...connectionTo(fake),
      secrets: [fake.clientSecret],
      recordIds: () => [...fake.records.keys()].map(String),
      fail: fake.fail,
      close: fake.close,
    };
  },
});

describe("marketo", () => {
  let fake: FakeMarketo;
  let exchanges: Exchange[];
  let now: Date;
  let tokens = createTokenCache({ now: () => now });

  beforeEach(async () => {
    fake = await startMarketo();
    exchanges = [];
    now = new Date("2026-11-22T10:00:00Z");
    tokens = createTokenCache({ now: () => now });
  });
  afterEach(() => fake.close());

  const context = (
    settings: Partial<MarketoConnectorSettings> = {},
    credentials: Partial<MarketoConnectorCredentials> = {},
  ) => {
    const given = connectionTo(fake);
    return {
      settings: { ...given.settings, ...settings },
      credentials: { ...given.credentials, ...credentials },
      http: createHttp({
        allowedPrivateNetworks: ["127.0.0.0/8"],
        record: (exchange) => exchanges.push(exchange),
        now: () => now,
      }),
      mail: noMail,
      tokens,
      now: () => now,
    };
  };
  const job = (given: Partial<Job> = {}) => createJob({ now, values, ...given });
  const onWrite = (reply: FakeReply) => fake.fail({ when: "instead", requests: "writes", reply });

  it("upserts by e-mail address and links to the person", async () => {
    expect(await marketo.deliver(context(), job())).toEqual({
      kind: "delivered",
      created: true,
      externalId: "50",
      url: "https://app-ab12.marketo.com/leadDatabase/loadLeadDetail?leadId=50",
    });
    const { path, body, headers } = fake.requests.at(-1) ?? {};
    expect(path).toBe("/rest/v1/leads.json");
    expect(headers?.authorization).toMatch(/^Bearer .+:int$/);
    expect(JSON.parse(body ?? "")).toEqual({ action: "createOrUpdate", lookupField: "email", input: [values] });
  });

  it("links to nobody without the address of Marketo", async () => {
    expect(await marketo.deliver(context({ appUrl: "" }), job())).not.toHaveProperty("url");
  });

  it("fills in somebody who is there already, whatever the case of the address", async () => {
    await marketo.deliver(context(), job());
    const again = { ...values, email: "Someone@Contoso.com", phone: "1" };
    expect(await marketo.deliver(context(), job({ values: again }))).toMatchObject({
      created: false,
      externalId: "50",
    });
    expect([...fake.records.values()]).toEqual([again]);
  });

  it("makes a person for every lead where a field keeps our id", async () => {
    const withId = context({ idField: "marketplaceLeadId" });
    await marketo.deliver(withId, job());
    await marketo.deliver(withId, job({ attempt: 2, previousUnknown: true }));
    await marketo.deliver(withId, job({ deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12" }));
    expect([...fake.records.values()].map((record) => record.marketplaceLeadId)).toEqual([
      "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d11",
      "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d12",
    ]);
  });

  it("leaves what sales have written where the mapping says so", async () => {
    const kept = { firstName: "Corrected", company: "Fabrikam", phone: "+49 1" };
    fake.records.set(50, { ...values, ...kept, title: "" });
    const whenExists = { firstName: "never", company: "never", title: "if_blank", phone: "if_blank" } as const;
    const outcome = await marketo.deliver(
      context(),
      job({ values: { ...values, title: "CTO", phone: "+49 2" }, whenExists }),
    );
    expect(outcome).toMatchObject({ created: false, externalId: "50" });
    expect(fake.records.get(50)).toEqual({ ...values, ...kept, title: "CTO" });
  });

  it("reads nobody first when every field is overwritten", async () => {
    await marketo.deliver(context(), job({ whenExists: { firstName: "overwrite" } }));
    expect(fake.requests.map(({ method }) => method)).toEqual(["POST"]);
  });

  it("sends no address with other than ASCII characters, and says which field it is", async () => {
    const outcome = await marketo.deliver(context(), job({ values: { ...values, email: "josé@contoso.com" } }));
    expect(outcome).toMatchObject({ kind: "reject", code: "email_not_ascii", fields: [{ field: "email" }] });
    expect(exchanges).toEqual([]);
  });

  it("creates somebody without an e-mail address, and asks a person once an answer was lost", async () => {
    const anonymous = { firstName: "Some", lastName: "One" };
    expect(await marketo.deliver(context(), job({ values: anonymous }))).toMatchObject({ created: true });
    expect(JSON.parse(fake.requests.at(-1)?.body ?? "")).toMatchObject({ action: "createOnly" });
    const again = job({ values: anonymous, attempt: 2, previousUnknown: true });
    expect(await marketo.deliver(context(), again)).toMatchObject({ kind: "reject", code: "may_exist" });
    expect(fake.records.size).toBe(1);
  });

  it("names the partition where one is set", async () => {
    expect(await marketo.deliver(context({ partition: "Default" }), job())).toMatchObject({ kind: "delivered" });
    expect(await marketo.deliver(context({ partition: "Elsewhere" }), job())).toMatchObject({
      kind: "pause",
      cause: "config",
      code: "1008",
    });
  });

  it("uses one token for many leads and takes the rest of its life when asked early", async () => {
    await marketo.deliver(context(), job());
    await marketo.deliver(context(), job());
    expect(exchanges.filter(({ url }) => url.includes("/oauth/token"))).toHaveLength(1);
    now = new Date(now.getTime() + 3599 * 1000 * 0.81);
    await marketo.deliver(context(), job());
    expect(exchanges.filter(({ url }) => url.includes("/oauth/token"))).toHaveLength(2);
    expect(fake.issued()).toBe(1);
  });

  it("replaces a token that is refused inside a 200 and repeats the call once", async () => {
    await marketo.deliver(context(), job());
    fake.expireToken();
    expect(await marketo.deliver(context(), job())).toMatchObject({ kind: "delivered" });
    expect(fake.issued()).toBe(2);
  });

  it("pauses after the second refusal of a token, having called twice", async () => {
    onWrite(refused("601", "Access token invalid"));
    expect(await marketo.deliver(context(), job())).toEqual({
      kind: "pause",
      cause: "auth",
      code: "601",
      message: "Access token invalid (request e42b#14272d07d78)",
    });
    expect(fake.requests).toHaveLength(2);
  });

  it.each([
    ["an unknown client", { clientId: "somebody-else" }, {}, "unauthorized"],
    ["a wrong secret", {}, { clientSecret: "wrong-secret" }, "invalid_client"],
  ])("pauses for %s, and its test says what to do", async (_what, settings, secret, code) => {
    const wrong = context(settings, secret);
    expect(await marketo.deliver(wrong, job())).toMatchObject({ kind: "pause", cause: "auth", code });
    expect((await marketo.test(wrong)).checks).toMatchObject([{ name: "token", ok: false, fix: "client_wrong" }]);
    expect(fake.requests).toEqual([]);
  });

  it.each<[FakeReply, object]>([
    ["reset", { kind: "retry", code: "reset" }],
    [
      { status: 500, body: "oops" },
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
  ])("has made nothing and blames no lead when the identity service answers %o", async (reply, expected) => {
    const identity = await startServer(() => reply);
    const outcome = await marketo.deliver(context({ identityUrl: identity.url }), job());
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty("unknown");
    await identity.close();
  });

  it.each([
    ["502", { kind: "retry", unknown: true }],
    ["602", { kind: "pause", cause: "auth" }],
    ["603", { kind: "pause", cause: "permission" }],
    ["604", { kind: "retry", unknown: true }],
    ["606", { kind: "retry", throttle: true, retryAt: new Date("2026-11-22T10:00:20Z") }],
    ["607", { kind: "retry", throttle: true, retryAt: new Date("2026-11-23T06:00:00Z") }],
    ["608", { kind: "retry" }],
    ["609", { kind: "pause", cause: "config" }],
    ["610", { kind: "pause", cause: "config" }],
    ["611", { kind: "retry", unknown: true }],
    ["612", { kind: "pause", cause: "config" }],
    ["614", { kind: "retry" }],
    ["615", { kind: "retry", throttle: true }],
    ["701", { kind: "reject" }],
    ["702", { kind: "reject" }],
    ["704", { kind: "reject" }],
    ["709", { kind: "reject" }],
    ["713", { kind: "retry" }],
    ["719", { kind: "retry" }],
    ["699", { kind: "retry" }],
    ["799", { kind: "reject" }],
  ])("error %s of the call inside a 200", async (code, expected) => {
    onWrite(refused(code));
    expect(await marketo.deliver(context(), job())).toMatchObject({ code, ...expected });
  });

  it.each([
    ["1001", { kind: "reject" }],
    ["1002", { kind: "reject" }],
    ["1003", { kind: "reject" }],
    ["1006", { kind: "pause", cause: "config" }],
    ["1007", { kind: "reject" }],
    ["1008", { kind: "pause", cause: "config" }],
    ["1009", { kind: "pause", cause: "config" }],
    ["1010", { kind: "pause", cause: "config" }],
    ["1011", { kind: "pause", cause: "config" }],
    ["1021", { kind: "reject" }],
    ["1099", { kind: "reject" }],
  ])("reason %s of a skipped record inside a 200", async (code, expected) => {
    onWrite(skipped(code));
    expect(await marketo.deliver(context(), job())).toMatchObject({ code, ...expected });
  });

  it("waits for the new day of the quota also before it has begun in Texas", async () => {
    now = new Date("2026-11-22T05:59:00Z");
    onWrite(refused("607"));
    expect(await marketo.deliver(context(), job())).toMatchObject({ retryAt: new Date("2026-11-22T06:00:00Z") });
  });

  it("refuses only the lead whose value does not fit, and holds all when a field is gone", async () => {
    const long = job({ values: { ...values, firstName: "x".repeat(256) } });
    expect(await marketo.deliver(context(), long)).toMatchObject({ kind: "reject", fields: [{ field: "firstName" }] });
    const gone = job({ values: { ...values, gone: "x" } });
    expect(await marketo.deliver(context(), gone)).toMatchObject({ kind: "pause", cause: "config", code: "1006" });
  });

  it("refuses a lead of which Marketo has several people", async () => {
    for (const id of [50, 51]) fake.records.set(id, values);
    expect(await marketo.deliver(context(), job())).toMatchObject({ kind: "reject", code: "1007" });
  });

  it("its test goes through sign-in, fields, permission and the field for our id, and changes nobody", async () => {
    fake.records.set(50, values);
    const { checks, account } = await marketo.test(context({ idField: "marketplaceLeadId" }));
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
      ["token", true],
      ["people", true],
      ["permission", true],
      ["id_field", true],
    ]);
    expect(account).toBe(new URL(fake.url).host);
    expect([...fake.records]).toEqual([[50, values]]);
  });

  it.each([
    ["the role may not read", { mayRead: false }, "", "people", "role_read"],
    ["the role may not write", { mayWrite: false }, "", "permission", "role_write"],
    ["our field is not there", {}, "nowhere", "id_field", "no_such_field"],
    ["people cannot be found by our field", {}, "leadSource", "id_field", "field_not_searchable"],
  ])("its test tells when %s", async (_what, environment, idField, name, fix) => {
    Object.assign(fake.environment, environment);
    expect((await marketo.test(context({ idField }))).checks.at(-1)).toMatchObject({ name, ok: false, fix });
    expect(en.connectors.marketo.fixes).toHaveProperty([fix]);
  });

  it.each<[FakeReply, string]>([
    [{ status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" }, "marketo_away"],
    [{ status: 404 }, "not_marketo"],
    [{ status: 503 }, "marketo_away"],
    [refused("607"), "quota"],
    ["reset", "marketo_away"],
  ])("its test explains %o in place of the fields", async (reply, fix) => {
    fake.fail({ when: "instead", requests: "all", reply });
    expect((await marketo.test(context())).checks.at(-1)).toMatchObject({ name: "people", ok: false, fix });
    expect(en.connectors.marketo.fixes).toHaveProperty([fix]);
  });

  it("describes the fields of a person with their lengths", async () => {
    const fields = new Map((await marketo.describe(context())).map((field) => [field.name, field]));
    expect(fields.get("email")).toEqual({
      name: "email",
      label: "Email Address",
      type: "email",
      required: false,
      maxLength: 255,
    });
    expect(fields.get("website")).toMatchObject({ type: "url" });
    expect(fields.get("leadScore")).toEqual({ name: "leadScore", label: "Person Score", type: "int", required: false });
    expect(fields.get("annualRevenue")).toMatchObject({ type: "decimal" });
    expect(fields.get("unsubscribed")).toMatchObject({ type: "bool" });
    expect(fields.get("dateOfBirth")).toMatchObject({ type: "date" });
    expect(fields.get("createdAt")).toMatchObject({ type: "datetime", readOnly: true });
    expect(fields.has("leadPartitionId")).toBe(false);
    expect([...fields.values()].map(({ label }) => label)).not.toContain("Only for SOAP");
  });

  it("tells why it cannot describe people", async () => {
    fake.environment.mayRead = false;
    const error = await marketo.describe(context()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DescribeError);
    expect(error).toMatchObject({ refusal: { kind: "pause", cause: "permission", code: "603" } });
  });

  it("starts with a mapping that keeps what people have written and never touches the company", async () => {
    const rows = new Map(marketo.defaultMapping(await marketo.describe(context())).map((row) => [row.target, row]));
    expect(rows.get("company")).toMatchObject({ whenExists: "never" });
    expect(rows.get("title")).toMatchObject({ whenExists: "if_blank" });
    expect(rows.get("email")?.value).toEqual([{ kind: "field", field: "email" }]);
  });

  it("does not claim to have deleted a person it cannot name", async () => {
    const unknown = { deliveryId: job().deliveryId, externalId: null };
    expect(await marketo.remove?.(context(), unknown)).toMatchObject({ kind: "reject", code: "record_unknown" });
  });

  it("deletes by our id when Marketo's own is not known", async () => {
    const withId = context({ idField: "marketplaceLeadId" });
    await marketo.deliver(withId, job());
    expect(await marketo.remove?.(withId, { deliveryId: job().deliveryId, externalId: null })).toBeNull();
    expect(fake.records.size).toBe(0);
  });

  it.each([
    ["https://123-ABC-456.mktorest.com/rest", "https://123-abc-456.mktorest.com"],
    ["123-ABC-456.mktorest.com", "https://123-abc-456.mktorest.com"],
  ])("reads the endpoint %s as %s", (typed, url) => {
    expect(marketo.settingsSchema.parse({ ...connectionTo(fake).settings, url: typed }).url).toBe(url);
  });

  it.each([
    [{ url: "" }, "not_marketo"],
    [{ clientId: "x" }, "too_short"],
    [{ appUrl: "https://" }, "not_an_address"],
    [{ idField: "Marketplace Lead Id" }, "not_an_api_name"],
  ])("refuses %o as %s", (settings, code) => {
    const parsed = marketo.settingsSchema.safeParse({ ...connectionTo(fake).settings, ...settings });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual([code]);
  });
});
