import type { KnownBlock } from "@slack/types";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { noMail } from "#connectors/fakes/no-mail.ts";
import { type FakeSlack, startSlack } from "#connectors/fakes/slack.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { slack, slackMessage } from "#connectors/slack.ts";
import { createTokenCache } from "#connectors/tokens.ts";
import en from "#messages/en.json" with { type: "json" };

const now = new Date("2026-11-22T09:12:00Z");
const values: Job["values"] = {
  headline: "Contact request: Contoso Backup",
  name: "Some One",
  company: "Contoso",
  lead_url: "https://buzon.example/inbox/42",
};

describeConnector("slack", {
  connector: slack,
  values,
  refusal: null,
  wrongAnswers: [
    { status: 200, headers: { "content-type": "text/html" }, body: "<html><title>Sign in | Slack</title></html>" },
    { status: 200, body: "" },
    { status: 204 },
  ],
  async start() {
    const fake = await startSlack();
    const path = new URL(fake.webhookUrl).pathname.slice(1);
    return {
      settings: {},
      credentials: { url: fake.webhookUrl },
      secrets: [fake.webhookUrl, path, path.split("/").at(-1) ?? path],
      recordIds: () => fake.messages.map((_message, index) => String(index)),
      fail: fake.fail,
      close: fake.close,
    };
  },
});

describe("slack", () => {
  const words = { ...en.connectors.errors, ...en.connectors.slack.errors };
  let fake: FakeSlack;
  beforeEach(async () => {
    fake = await startSlack();
  });
  afterEach(() => fake.close());

  const context = (url = fake.webhookUrl) => ({
    settings: {},
    credentials: { url },
    http: createHttp({ allowedPrivateNetworks: ["127.0.0.0/8"], now: () => now }),
    mail: noMail,
    tokens: createTokenCache({ now: () => now }),
    now: () => now,
  });
  const job = (given: Partial<Job> = {}) => createJob({ now, values, ...given });

  it("posts a headline, who it is, and a button to the lead", async () => {
    expect(await slack.deliver(context(), job())).toEqual({ kind: "delivered", created: true });
    expect(fake.messages).toEqual([
      {
        text: "Contact request: Contoso Backup",
        unfurl_links: false,
        unfurl_media: false,
        blocks: [
          { type: "header", text: { type: "plain_text", text: "Contact request: Contoso Backup", emoji: false } },
          {
            type: "section",
            fields: [
              { type: "mrkdwn", text: "*Name*\nSome One", verbatim: true },
              { type: "mrkdwn", text: "*Company*\nContoso", verbatim: true },
            ],
          },
          {
            type: "actions",
            elements: [
              {
                type: "button",
                text: { type: "plain_text", text: "Open lead", emoji: false },
                url: "https://buzon.example/inbox/42",
              },
            ],
          },
        ],
      },
    ]);
  });

  it("builds the blocks Slack's own types describe", () => {
    const blocks: KnownBlock[] = slackMessage({ ...values, message: "Hello" }).blocks;
    expect(blocks.map(({ type }) => type)).toEqual(["header", "section", "section", "actions"]);
  });

  it("shows name and company to the channel until somebody adds more, and offers the rest", async () => {
    const fields = await slack.describe(context());
    expect(slack.defaultMapping(fields).map(({ target }) => target)).toEqual([
      "headline",
      "name",
      "company",
      "lead_url",
    ]);
    expect(fields.map(({ name }) => name)).toEqual(
      "headline name company email phone country offer action message lead_url".split(" "),
    );
  });

  it("lets nobody mention a channel, make a link or break out of a field", () => {
    const text = JSON.stringify(
      slackMessage({ headline: "<!channel> & co", name: "<https://evil.example|Contoso>\n*x*" }),
    );
    expect(text).not.toMatch(/[<>]/);
    expect(text).toContain("&lt;!channel&gt; &amp; co");
    expect(text).toContain("*Name*\\n&lt;https://evil.example|Contoso&gt; *x*");
  });

  it("stays within the sizes of Slack with the longest lead there can be", async () => {
    const long = Object.fromEntries(
      (await slack.describe(context())).map(({ name }) => [name, "&<👩‍👩‍👧‍👦".repeat(2_000)]),
    );
    expect(await slack.deliver(context(), job({ values: long }))).toMatchObject({ kind: "delivered" });
  });

  it.each(["", "javascript:alert(1)", "not an address"])("leaves the button out when the link is %j", (lead_url) => {
    expect(JSON.stringify(slackMessage({ ...values, lead_url }))).not.toContain("button");
  });

  it.each([
    [400, "invalid_payload", { kind: "reject" }],
    [400, "invalid_blocks", { kind: "reject" }],
    [400, "no_text", { kind: "reject" }],
    [400, "user_not_found", { kind: "reject", code: "bad_request" }],
    [403, "action_prohibited", { kind: "pause", cause: "permission" }],
    [403, "posting_to_general_channel_denied", { kind: "pause", cause: "permission" }],
    [403, "invalid_token", { kind: "pause", cause: "auth" }],
    [404, "no_service", { kind: "pause", cause: "auth" }],
    [404, "no_team", { kind: "pause", cause: "auth" }],
    [404, "channel_not_found", { kind: "pause", cause: "config" }],
    [410, "channel_is_archived", { kind: "pause", cause: "config" }],
    [404, "something new", { kind: "pause", cause: "config", code: "not_found" }],
    [429, "rate_limited", { kind: "retry", throttle: true }],
    [500, "rollup_error", { kind: "retry", code: "server_error" }],
    [503, "", { kind: "retry", throttle: true }],
  ])("status %i with %j", async (status, body, expected) => {
    fake.fail({ when: "instead", requests: "writes", reply: { status, body } });
    const outcome = await slack.deliver(context(), job());
    expect(outcome).toMatchObject(expected);
    expect(outcome).not.toHaveProperty("unknown");
    expect(words).toHaveProperty([outcome.kind === "delivered" ? "" : outcome.code]);
  });

  it("does not know whether the message was posted when a gateway gave up waiting", async () => {
    fake.fail({ when: "instead", requests: "writes", reply: { status: 504 } });
    expect(await slack.deliver(context(), job())).toMatchObject({ kind: "retry", unknown: true });
  });

  it.each([
    [404, "no_service", "revoked"],
    [403, "action_prohibited", "prohibited"],
    [410, "channel_is_archived", "channel"],
    [503, "", "away"],
    [200, "<html></html>", "not_slack"],
    [404, "<html></html>", "not_slack"],
  ])("its test explains %i %j", async (status, body, fix) => {
    fake.fail({ when: "instead", requests: "all", reply: { status, body } });
    expect((await slack.test(context())).checks.at(-1)).toMatchObject({ name: "webhook", ok: false, fix });
    expect(en.connectors.slack.fixes).toHaveProperty([fix]);
  });

  it("its test tells when nobody answers", async () => {
    fake.fail({ when: "instead", requests: "all", reply: "reset" });
    expect((await slack.test(context())).checks.at(-1)).toMatchObject({ name: "reachable", ok: false });
  });

  it.each([
    ["hooks.slack.com", "not_an_address"],
    ["https://app.slack.com/client/T0/C0", "not_a_webhook"],
    ["https://hooks.slack.com/workflows/T0/A0/1/x", "workflow_address"],
    ["https://hooks.slack.com/triggers/T0/1/x", "workflow_address"],
  ])("refuses the address %s as %s", (url, code) => {
    expect(slack.credentialsSchema.safeParse({ url }).error?.issues[0]?.message).toBe(code);
    expect(en.connectors.slack.problems).toHaveProperty([code]);
  });
});
