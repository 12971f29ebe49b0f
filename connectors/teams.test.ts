import { createRequire } from "node:module";
import type * as AdaptiveCards from "adaptivecards";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { type FakeTeams, startTeams } from "#connectors/fakes/teams.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { teams, teamsMessage } from "#connectors/teams.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

// The package's modules need a bundler; its bundle is the same code in one file.
const { AdaptiveCard, SerializationContext, Versions }: typeof AdaptiveCards = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
);

const now = new Date("2026-11-22T09:12:00Z");
const values: Job["values"] = {
  headline: "Contact request: Contoso Backup",
  name: "Some One",
  company: "Contoso",
  lead_url: "https://buzon.example/inbox/42",
};

describeConnector("teams", {
  connector: teams,
  values,
  refusal: null,
  wrongAnswers: [
    {
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<!DOCTYPE html><html>Sign in to your account</html>",
    },
  ],
  async start() {
    const fake = await startTeams();
    const { pathname, searchParams } = new URL(fake.workflowUrl);
    return {
      settings: {},
      credentials: { url: fake.workflowUrl },
      secrets: [fake.workflowUrl, pathname.split("/")[5] ?? "", searchParams.get("sig") ?? ""],
      recordIds: () => fake.cards.map((_card, index) => String(index)),
      fail: fake.fail,
      close: fake.close,
    };
  },
});

describe("teams", () => {
  const words = { ...en.connectors.errors, ...en.connectors.teams.errors };
  let fake: FakeTeams;
  beforeEach(async () => {
    fake = await startTeams();
  });
  afterEach(() => fake.close());

  const context = (url = fake.workflowUrl) => ({
    settings: {},
    credentials: { url },
    http: createHttp({ allowedPrivateNetworks: ["127.0.0.0/8"], now: () => now }),
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => now,
  });
  const job = (given: Partial<Job> = {}) => createJob({ now, values, ...given });
  const cardOf = (given: Job["values"]) => teamsMessage(given).attachments[0]?.content;
  const longest = async (text: string) =>
    Object.fromEntries((await teams.describe(context())).map(({ name }) => [name, text.repeat(3_000)]));

  it("gives the workflow a card with a headline, who it is, and a button to the lead", async () => {
    // Taken, which is less than posted: that is all a workflow says.
    expect(await teams.deliver(context(), job())).toEqual({ kind: "delivered", created: null });
    expect(fake.cards).toEqual([
      {
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
        type: "AdaptiveCard",
        version: "1.4",
        msteams: { width: "Full" },
        body: [
          {
            type: "RichTextBlock",
            inlines: [{ type: "TextRun", text: "Contact request: Contoso Backup", size: "Medium", weight: "Bolder" }],
          },
          {
            type: "RichTextBlock",
            inlines: [
              { type: "TextRun", text: "Name: ", weight: "Bolder" },
              { type: "TextRun", text: "Some One" },
            ],
          },
          {
            type: "RichTextBlock",
            inlines: [
              { type: "TextRun", text: "Company: ", weight: "Bolder" },
              { type: "TextRun", text: "Contoso" },
            ],
          },
        ],
        actions: [{ type: "Action.OpenUrl", title: "Open lead", url: "https://buzon.example/inbox/42" }],
      },
    ]);
  });

  it("builds a card that Microsoft's own library takes as version 1.4 without a complaint", async () => {
    for (const given of [values, { headline: "x" }, await longest("x")]) {
      const parsing = new SerializationContext(Versions.v1_4);
      const card = new AdaptiveCard();
      card.parse(cardOf(given), parsing);
      const complaints = Array.from(
        { length: parsing.eventCount },
        (_none, index) => parsing.getEventAt(index).message,
      );
      expect(complaints).toEqual([]);
      expect(card.validateProperties().validationEvents).toEqual([]);
      expect(card.getItemCount()).toBeGreaterThan(0);
    }
  });

  it("keeps what a lead wrote out of everything that is read as Markdown", () => {
    const words = "[Click](https://evil.example) *bold* _x_ <at>all</at>";
    const text = JSON.stringify(cardOf({ ...values, name: words, message: words }));
    expect(text.split(words)).toHaveLength(3);
    expect(text).not.toMatch(/TextBlock"(?<!RichTextBlock")|FactSet/);
  });

  it.each(["x", "漢", "👩‍👩‍👧‍👦", "\\", '"', "\u0000"])(
    "stays under 20 KB however long a lead made of %j is",
    async (text) => {
      const message = JSON.stringify(
        teamsMessage({ ...(await longest(text)), lead_url: `https://a.example/${"x".repeat(2_000)}` }),
      );
      expect(Buffer.byteLength(message)).toBeLessThan(20_000);
    },
  );

  it.each(["", "javascript:alert(1)"])("leaves the button out when the link is %j", (lead_url) => {
    expect(cardOf({ ...values, lead_url })?.actions).toEqual([]);
  });

  const throttled =
    "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x.";
  const error = (code: string) => ({ error: { code, message: "m" } });
  it.each<[number, unknown, object]>([
    [202, "", { kind: "delivered" }],
    [200, "1", { kind: "delivered" }],
    [200, throttled, { kind: "retry", throttle: true, code: "rate_limited" }],
    [200, throttled.replace("429", "403"), { kind: "pause", cause: "permission" }],
    [
      400,
      error("WorkflowTriggerIsNotEnabled"),
      { kind: "pause", cause: "config", code: "WorkflowTriggerIsNotEnabled" },
    ],
    [404, error("WorkflowNotFound"), { kind: "pause", cause: "config", code: "WorkflowNotFound" }],
    [400, error("TriggerInputSchemaMismatch"), { kind: "pause", cause: "config" }],
    [
      401,
      error("DirectApiAuthorizationRequired"),
      { kind: "pause", cause: "auth", code: "DirectApiAuthorizationRequired" },
    ],
    [401, error("MisMatchingOAuthClaims"), { kind: "pause", cause: "auth", code: "MisMatchingOAuthClaims" }],
    [403, error("AuthorizationFailed"), { kind: "pause", cause: "auth", code: "AuthorizationFailed" }],
    [400, error("SomethingNew"), { kind: "reject", code: "bad_request" }],
    [404, "", { kind: "pause", cause: "config", code: "not_found" }],
    [413, "", { kind: "reject", code: "too_large" }],
    [429, "", { kind: "retry", throttle: true }],
    [502, error("BadGateway"), { kind: "retry" }],
  ])("status %i with %j", async (status, body, expected) => {
    fake.fail({ when: "instead", requests: "writes", reply: { status, body } });
    const outcome = await teams.deliver(context(), job());
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty("unknown");
    if (outcome.kind !== "delivered") expect(words).toHaveProperty([outcome.code]);
  });

  it("tests the address without running the workflow", async () => {
    expect((await teams.test(context())).checks).toEqual([
      { name: "address", ok: true },
      { name: "https", ok: true },
      { name: "reachable", ok: true },
    ]);
    expect(fake.cards).toEqual([]);
  });

  it.each([
    ["teams", "not_an_address"],
    ["https://contoso.webhook.office.com/webhookb2/x@y/IncomingWebhook/z/w", "retired_connector"],
    ["https://outlook.office.com/webhook/x/IncomingWebhook/z", "retired_connector"],
    ["https://teams.microsoft.com/l/channel/19%3ax", "not_a_workflow"],
  ])("refuses the address %s as %s", (url, code) => {
    expect(teams.credentialsSchema.safeParse({ url }).error?.issues[0]?.message).toBe(code);
    expect(en.connectors.teams.problems).toHaveProperty([code]);
  });
});
