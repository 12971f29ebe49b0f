import { afterEach, describe, expect, it } from "vitest";
import type { Exchange, Job } from "#connectors/connector.ts";
import { describeConnector } from "#connectors/contract.ts";
import { email } from "#connectors/email.ts";
import { type FakeSmtp, startSmtp } from "#connectors/fakes/smtp.ts";
import { createHttp } from "#connectors/http.ts";
import { createJob } from "#connectors/job.fixture.ts";
import { createMail, type MailOptions } from "#connectors/mail.ts";
import { createTokenCache } from "#connectors/tokens.ts";

const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const user = "leads@contoso.example";
const password = "correct-horse/battery%staple";
const deliveryId = "0198f3c2-7a10-7c4e-9f55-3a1d2b4c5e6f";

const settingsFor = ({ host, port }: { host: string; port: number }) => ({
  host,
  port,
  user,
  from: user,
  to: "sales@contoso.example, tom@contoso.example",
});

describeConnector("email", {
  connector: email,
  values: { subject: "New lead: Contoso", name: "Some One", email: "someone@contoso.com" },
  refusal: null,
  wrongAnswers: [],
  replies: { unauthorized: { status: 535 }, fault: (text) => ({ status: 451, body: text }) },
  async start() {
    const server = await startSmtp({ user, password });
    return {
      settings: settingsFor(server),
      credentials: { password },
      secrets: [password, `\0${user}\0${password}`],
      recordIds: () => [...new Set(server.mails.map(({ messageId = "" }) => messageId.replace(/^<|@.*$/g, "")))],
      fail(fault) {
        const isSignIn = typeof fault?.reply === "object" && fault.reply.status === 535;
        server.fail(fault, isSignIn ? "sign_in" : "message");
      },
      close: server.close,
    };
  },
});

describe("email", () => {
  let server: FakeSmtp;
  afterEach(() => server?.close());

  const exchanges: Exchange[] = [];
  const context = (given: Partial<MailOptions> = {}) => {
    exchanges.length = 0;
    const options = {
      allowedPrivateNetworks: ["127.0.0.1"],
      record: (exchange: Exchange) => void exchanges.push(exchange),
      now: () => now,
      ...given,
    };
    return {
      settings: settingsFor(server),
      credentials: { password },
      http: createHttp(options),
      mail: createMail(options),
      tokens: createTokenCache({ now: () => now }),
      now: () => now,
    };
  };
  const job = (given: Partial<Job> = {}) =>
    createJob({
      now,
      deliveryId,
      values: {
        subject: "New lead: Contoso",
        name: "José Ñandú",
        email: "jose@contoso.com",
        lead_url: "https://b.example/1",
      },
      original: { body: Buffer.from("{}"), contentType: "application/json" },
      ...given,
    });
  const start = async (given: Parameters<typeof startSmtp>[0] = {}) => {
    server = await startSmtp({ user, password, ...given });
  };

  it("mails the mapped values to every recipient, from our address, with answers to the lead", async () => {
    await start();
    const outcome = await email.deliver(context(), job());
    const messageId = `<${deliveryId}@contoso.example>`;
    expect(outcome).toEqual({ kind: "delivered", created: null, externalId: messageId });
    expect(server.recipients).toEqual([["sales@contoso.example", "tom@contoso.example"]]);
    const [mail] = server.mails;
    expect(mail?.messageId).toBe(messageId);
    expect(mail?.date).toEqual(now);
    expect(mail?.subject).toBe("New lead: Contoso");
    expect(mail?.from?.value).toEqual([{ name: "Buzón", address: user }]);
    expect(mail?.replyTo?.value).toEqual([{ name: "", address: "jose@contoso.com" }]);
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail?.text).toBe("Name: José Ñandú\nEmail: jose@contoso.com\n\nhttps://b.example/1\n");
    expect(mail?.html).toContain('<a href="https://b.example/1">');
  });

  it("keeps what was said with the attempt: headers, text and the server's reply", async () => {
    await start();
    await email.deliver(context(), job());
    expect(exchanges).toEqual([
      expect.objectContaining({
        method: "MAIL",
        url: `smtp://127.0.0.1:${server.port}`,
        requestHeaders: expect.objectContaining({ subject: "New lead: Contoso", "reply-to": "jose@contoso.com" }),
        requestBody: expect.stringContaining("José Ñandú"),
        status: 250,
        responseBody: expect.stringContaining("250"),
        failure: null,
      }),
    ]);
  });

  it("lets nothing of a lead become a header, a recipient or markup", async () => {
    await start();
    await email.deliver(
      context(),
      job({
        values: {
          subject: "Hello\r\nBcc: eve@evil.example\r\n\r\nbody",
          name: '<img src="https://evil.example/x">',
          email: "a@b.example\r\nBcc: eve@evil.example",
          phone: "+1\u0000 555\u001b[31m",
          "Own <b>name</b>": "1 & 2",
          lead_url: "javascript:alert(1)",
        },
      }),
    );
    const [mail] = server.mails;
    expect(server.recipients.flat()).not.toContain("eve@evil.example");
    expect(mail?.subject).toBe("Hello Bcc: eve@evil.example body");
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.replyTo).toBeUndefined();
    expect(mail?.html).toContain("&lt;img src=&quot;https://evil.example/x&quot;&gt;");
    expect(mail?.html).toContain("Own &lt;b&gt;name&lt;/b&gt;");
    expect(mail?.text).toContain("Phone: +1  555 [31m\n");
    expect(mail?.html).not.toMatch(/<img|<b>|javascript:/);
  });

  it("counts a mail that some recipients refuse as delivered, and says who", async () => {
    await start({ refuse: { "tom@contoso.example": 550 } });
    expect(await email.deliver(context(), job())).toMatchObject({
      kind: "delivered",
      warnings: [expect.stringMatching(/^tom@contoso\.example: 550 /)],
    });
    expect(server.recipients).toEqual([["sales@contoso.example"]]);
  });

  const refusedBy = (code: number) => ({ refuse: { "sales@contoso.example": code, "tom@contoso.example": code } });

  it("pauses when no recipient is taken, and tries again when they are only not taken now", async () => {
    await start(refusedBy(550));
    expect(await email.deliver(context(), job())).toMatchObject({
      kind: "pause",
      code: "mail_recipients",
      cause: "config",
    });
    await server.close();
    await start(refusedBy(451));
    expect(await email.deliver(context(), job())).toMatchObject({ kind: "retry", code: "mail_later" });
  });

  it.each([
    ["sign_in", 535, { kind: "pause", code: "mail_sign_in", cause: "auth" }],
    ["sign_in", 454, { kind: "retry", code: "mail_later" }],
    ["sign_in", 421, { kind: "retry", code: "mail_busy", throttle: true }],
    ["sender", 530, { kind: "pause", code: "mail_sign_in", cause: "auth" }],
    ["sender", 550, { kind: "pause", code: "mail_sender", cause: "config" }],
    ["sender", 552, { kind: "reject", code: "mail_too_large" }],
    ["sender", 421, { kind: "retry", code: "mail_busy", throttle: true }],
    ["recipient", 554, { kind: "pause", code: "mail_recipients", cause: "config" }],
    ["recipient", 452, { kind: "retry", code: "mail_later" }],
    ["message", 550, { kind: "reject", code: "mail_content" }],
    ["message", 554, { kind: "reject", code: "mail_content" }],
    ["message", 552, { kind: "reject", code: "mail_too_large" }],
    ["message", 451, { kind: "retry", code: "mail_later" }],
    ["message", 503, { kind: "retry", code: "mail_later" }],
    ["message", 421, { kind: "retry", code: "mail_busy", throttle: true }],
  ] as const)("answered at %s with %i", async (step, status, expected) => {
    await start();
    server.fail({ when: "instead", requests: "all", reply: { status, body: "said the server" } }, step);
    const outcome = await email.deliver(context(), job());
    expect(outcome).toMatchObject({ ...expected, message: expect.stringContaining(`${status} said the server`) });
    expect(outcome).not.toHaveProperty("unknown");
    expect(server.mails).toEqual([]);
  });

  it("does not count a connection that breaks before the mail has left as unknown", async () => {
    await start();
    server.fail({ when: "instead", requests: "all", reply: "reset" }, "recipient");
    const outcome = await email.deliver(context(), job());
    expect(outcome).toMatchObject({ kind: "retry", code: "reset" });
    expect(outcome).not.toHaveProperty("unknown");
    server.fail({ when: "instead", requests: "all", reply: "silence" }, "sender");
    const slow = await email.deliver(context({ timeoutMs: 300 }), job());
    expect(slow).toMatchObject({ kind: "retry", code: "timeout" });
    expect(slow).not.toHaveProperty("unknown");
  });

  it("leaves a mail that was twice handed over and never confirmed to a person", async () => {
    await start();
    server.fail({ when: "after", requests: "all", reply: "silence" });
    const first = await email.deliver(context({ timeoutMs: 300 }), job());
    expect(first).toMatchObject({ kind: "retry", unknown: true });
    const second = await email.deliver(context({ timeoutMs: 300 }), job({ attempt: 2, previousUnknown: true }));
    expect(second).toMatchObject({ kind: "reject", code: "mail_unconfirmed" });
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it("takes addresses as people write them, and says what is wrong with others", () => {
    const given = { host: "SMTP.contoso.example ", from: "a@b.example", to: "a@b.example;c@d.example a@b.example" };
    expect(email.settingsSchema.parse(given)).toEqual({
      host: "smtp.contoso.example",
      port: 587,
      user: "",
      from: "a@b.example",
      to: "a@b.example, c@d.example",
    });
    const problemOf = (wrong: Record<string, string>) =>
      email.settingsSchema.safeParse({ ...given, ...wrong }).error?.issues[0];
    expect(problemOf({ to: "sales" })).toMatchObject({ path: ["to", 0], message: "not_an_address" });
    expect(problemOf({ to: Array.from({ length: 21 }, (_, n) => `a${n}@b.example`).join() })).toMatchObject({
      message: "too_many",
    });
    expect(problemOf({ host: "smtp://x" })).toMatchObject({ message: "not_a_server" });
    expect(problemOf({ port: "many" })).toMatchObject({ message: "not_a_port" });
    expect(problemOf({ port: "70000" })).toMatchObject({ message: "not_a_port" });
  });

  it("claims no encryption and no sign-in where there was none", async () => {
    server = await startSmtp();
    const open = { ...context(), settings: { ...settingsFor(server), user: "" }, credentials: { password: "" } };
    expect((await email.test(open)).checks).toEqual([
      { name: "address", ok: true },
      { name: "reachable", ok: true },
    ]);
  });

  it.each([
    ["sign_in", 535, "sign_in", "sign_in"],
    ["sign_in", 421, "reachable", "later"],
  ] as const)("tests the connection: %s answered with %i", async (step, status, name, fix) => {
    await start();
    server.fail({ when: "instead", requests: "all", reply: { status } }, step);
    const { checks } = await email.test(context());
    expect(checks.at(-1)).toMatchObject({ name, ok: false, fix });
  });
});
