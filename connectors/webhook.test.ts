import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import type { Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { newSigningSecret, signingKey } from "#connectors/signing-secret.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import { sign, webhook } from "#connectors/webhook.ts";

const now = new Date();
const secret = newSigningSecret();
const sig = "Zk3-w8Rr9fJ2pLq7XyVb0aTn5cUd1eGh";

describeConnector("webhook", {
  connector: webhook,
  values: { first_name: "Some", offer_title: "Test Microsoft" },
  refusal: null,
  wrongAnswers: [
    {
      status: 200,
      headers: { "content-type": "text/html" },
      body: '<!DOCTYPE html><html><form><input type="password" name="p"></form></html>',
    },
  ],
  async start() {
    const receiver = await startWebhookReceiver({ secret });
    return {
      ...receiver,
      settings: { url: `${receiver.url}/hooks/catch/kY7uJm2Qw9Zx4Rt6/?sig=${sig}`, body: "standard" as const },
      credentials: { secret, authorization: "Bearer receiver-token-1234567890" },
      secrets: [secret, secret.slice(6), sig, "receiver-token-1234567890", "kY7uJm2Qw9Zx4Rt6"],
      recordIds: () => [...new Set(receiver.received.map(({ id }) => id))],
    };
  },
});

describe("webhook", () => {
  let receiver: WebhookReceiver;
  afterEach(() => receiver?.close());

  const context = (body: "standard" | "microsoft", path = "/leads") => ({
    settings: { url: receiver.url + path, body },
    credentials: { secret, authorization: "" },
    http: createHttp({ allowedPrivateNetworks: ["127.0.0.1"], now: () => now }),
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => now,
  });
  const job = (given: Partial<Job> = {}) =>
    createJob({
      now,
      values: { first_name: "José", email: "someone@contoso.com" },
      original: { body: Buffer.from('\ufeff{"LeadSource" :\t"x"}'), contentType: "text/json" },
      receivedAt: new Date("2026-11-22T09:12:00Z"),
      ...given,
    });

  it("sends the mapped values as a lead.received event that another implementation verifies", async () => {
    receiver = await startWebhookReceiver({ secret });
    await webhook.deliver(context("standard"), job());
    const [delivery] = receiver.received;
    expect(JSON.parse(delivery?.body ?? "")).toEqual({
      type: "lead.received",
      timestamp: "2026-11-22T09:12:00.000Z",
      data: { first_name: "José", email: "someone@contoso.com" },
    });
    expect(delivery?.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": job().deliveryId,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    });
  });

  it("passes Microsoft's JSON on byte for byte, signed all the same", async () => {
    receiver = await startWebhookReceiver({ secret });
    expect(await webhook.deliver(context("microsoft"), job())).toMatchObject({ kind: "delivered" });
    expect(receiver.received[0]).toMatchObject({
      body: '\ufeff{"LeadSource" :\t"x"}',
      headers: { "content-type": "text/json" },
    });
    expect(await webhook.describe(context("microsoft"))).toEqual([]);
  });

  it("signs like the standard's own library", () => {
    const body = '{"a":"ü"}';
    expect(sign(secret, "id", 1_700_000_000, Buffer.from(body))).toBe(
      new Webhook(secret).sign("id", new Date(1_700_000_000_000), body),
    );
  });

  it("sends the same webhook-id on every try", async () => {
    receiver = await startWebhookReceiver({ secret });
    await webhook.deliver(context("standard"), job());
    await webhook.deliver(context("standard"), job({ attempt: 2 }));
    expect(receiver.received.map(({ id }) => id)).toEqual([job().deliveryId, job().deliveryId]);
  });

  it.each([
    [410, 1, { kind: "pause", cause: "config", code: "gone" }],
    [429, 1, { kind: "retry", throttle: true }],
    [502, 1, { kind: "retry", throttle: true }],
    [504, 1, { kind: "retry", throttle: true }],
    [500, 9, { kind: "retry" }],
    [400, 9, { kind: "retry", code: "bad_request" }],
    [409, 9, { kind: "retry" }],
    [413, 9, { kind: "retry" }],
    [422, 9, { kind: "retry" }],
    [401, 2, { kind: "retry" }],
    [401, 3, { kind: "pause", cause: "auth" }],
    [403, 3, { kind: "pause", cause: "permission" }],
    [404, 2, { kind: "retry" }],
    [404, 3, { kind: "pause", cause: "config" }],
    [302, 1, { kind: "retry" }],
    [302, 3, { kind: "pause", cause: "config" }],
  ])("status %i at attempt %i", async (status, attempt, expected) => {
    receiver = await startWebhookReceiver();
    receiver.fail({ when: "instead", requests: "writes", reply: { status } });
    expect(await webhook.deliver(context("standard"), job({ attempt }))).toMatchObject(expected);
  });

  it("tests the address without posting anything", async () => {
    receiver = await startWebhookReceiver({ secret });
    const { checks, account } = await webhook.test(context("standard"));
    expect(checks).toEqual([
      { name: "address", ok: true },
      { name: "https", ok: true },
      { name: "reachable", ok: true },
    ]);
    expect(account).toBe(new URL(receiver.url).host);
    expect(receiver.requests.map(({ method }) => method)).toEqual(["HEAD"]);
  });

  it.each([
    ["http://example.com/", "93.184.215.14", "https", "https"],
    ["https://example.com:22/", "93.184.215.14", "address", "port"],
    ["https://intern/", "10.0.0.1", "address", "private"],
  ])("says what is wrong with %s", async (url, address, name, fix) => {
    const http = createHttp({ now: () => now, lookup: async () => [{ address, family: 4 }] });
    const settings = { url, body: "standard" as const };
    const { checks } = await webhook.test({ ...contextWithout(), settings, http });
    expect(checks.at(-1)).toMatchObject({ name, ok: false, fix });
  });

  const contextWithout = () => ({
    credentials: { secret, authorization: "" },
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => now,
  });

  it("makes a signing secret when none is given, and refuses one that is none", () => {
    const made = webhook.credentialsSchema.parse({ secret: "", authorization: "" });
    expect(signingKey(made.secret)).toHaveLength(32);
    for (const wrong of ["whsec_", "whsec_c2hvcnQ=", "secret", `whsk_${"A".repeat(44)}`]) {
      expect(webhook.credentialsSchema.safeParse({ secret: wrong }).error?.issues[0]?.message).toBe(
        "not_a_signing_secret",
      );
    }
  });

  it.each([
    ["not a url", "not_an_address"],
    ["ftp://example.com", "not_an_address"],
    ["https://user:pass@example.com", "credentials_in_address"],
  ])("refuses the address %s as %s", (url, code) => {
    expect(webhook.settingsSchema.safeParse({ url, body: "standard" }).error?.issues[0]?.message).toBe(code);
  });
});
