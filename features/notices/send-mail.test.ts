import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeSmtp, startSmtp } from "#connectors/fakes/smtp.ts";
import { sendMail } from "#features/notices/send-mail.ts";
import { forgetEnv } from "#lib/env.ts";

const mail = {
  to: ["aiko@contoso.example", "tom@contoso.example"],
  subject: "HubSpot está en pausa",
  text: "11 leads",
};
const password = "correct horse/battery%";
let server: FakeSmtp;

function configure(address: string | undefined, from: string | undefined = "buzon@contoso.example") {
  vi.stubEnv("SMTP_URL", address).stubEnv("SMTP_FROM", from);
  forgetEnv();
}

beforeEach(async () => {
  server = await startSmtp({ user: "buzon", password, refuse: { "nobody@contoso.example": 550 } });
  configure(`smtp://buzon:${encodeURIComponent(password)}@127.0.0.1:${server.port}/?requireTLS=false`);
});

afterEach(async () => {
  await server.close();
  vi.unstubAllEnvs();
  forgetEnv();
});

describe("sendMail", () => {
  it("sends a mail that says it comes from a machine", async () => {
    expect(await sendMail(mail)).toEqual({ ok: true });
    expect(server.recipients).toEqual([mail.to]);
    const [received] = server.mails;
    expect(received?.subject).toBe(mail.subject);
    expect(received?.text?.trim()).toBe(mail.text);
    expect(received?.from?.value).toEqual([{ name: "Buzón", address: "buzon@contoso.example" }]);
    expect(received?.headers.get("auto-submitted")).toBe("auto-generated");
  });

  it("adds no recipient and no header, whatever the subject and the addresses hold", async () => {
    await sendMail({ ...mail, subject: "One\r\nBcc: eve@evil.example", to: ["tom@contoso.example"] });
    expect(server.recipients).toEqual([["tom@contoso.example"]]);
    expect(server.mails[0]?.bcc).toBeUndefined();
    await sendMail({ ...mail, to: ["tom@contoso.example, eve@evil.example"] });
    expect(server.recipients.flat()).not.toContain("eve@evil.example");
  });

  it("sends nothing while no server or no sender is set", async () => {
    configure(undefined);
    expect(await sendMail(mail)).toMatchObject({ ok: false, code: "not_configured" });
    configure("smtp://127.0.0.1:25", "");
    expect(await sendMail(mail)).toMatchObject({ ok: false, code: "not_configured" });
  });

  it("says why a mail was refused, without the password", async () => {
    expect(await sendMail({ ...mail, to: ["nobody@contoso.example"] })).toMatchObject({
      ok: false,
      code: "mail_recipients",
      message: expect.stringContaining("550"),
    });
    server.fail({ when: "instead", requests: "all", reply: { status: 535, body: `no, not ${password}` } }, "sign_in");
    const refused = await sendMail(mail);
    expect(refused).toMatchObject({ ok: false, code: "mail_sign_in" });
    expect(JSON.stringify(refused)).not.toContain(password);
  });

  it("sends no password over a connection that is not encrypted", async () => {
    configure(`smtp://buzon:${encodeURIComponent(password)}@127.0.0.1:${server.port}`);
    expect(await sendMail(mail)).toMatchObject({ ok: false, code: "mail_no_tls" });
  });

  it("returns when nobody listens or the connection breaks", async () => {
    server.fail({ when: "instead", requests: "all", reply: "reset" });
    expect(await sendMail(mail)).toMatchObject({ ok: false, code: "reset" });
    await server.close();
    expect(await sendMail(mail)).toMatchObject({ ok: false, code: "refused" });
  });
});
