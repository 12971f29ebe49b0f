import { connect, createServer, type Socket } from "node:net";
import tls from "node:tls";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { MailMessage } from "#connectors/connector.ts";
import { makeCertificate } from "#connectors/fakes/certificate.ts";
import { type FakeSmtp, startSmtp } from "#connectors/fakes/smtp.ts";
import { talkSmtp } from "#connectors/smtp.ts";

const host = "smtp.contoso.example";
const account = { user: "leads@contoso.example", password: "correct-horse-battery" };
const certificate = makeCertificate({ names: [host] });
const date = new Date("2026-11-22T10:00:00Z");
const message: MailMessage = {
  id: "<1@contoso.example>",
  from: { name: "Buzón", address: "leads@contoso.example" },
  to: ["sales@contoso.example"],
  replyTo: null,
  subject: "Hello",
  text: "Hello",
  html: "<p>Hello</p>",
};

let server: FakeSmtp;
afterEach(() => server?.close());

beforeAll(() => {
  const trusted = tls.getCACertificates();
  tls.setDefaultCACertificates([...trusted, certificate.cert]);
  return () => tls.setDefaultCACertificates(trusted);
});

/** What the other side sees is `port`; `server` gets the connection all the same. */
function talk(port: number, socket: Socket = connect(server.port, "127.0.0.1")) {
  return talkSmtp(socket, { server: { host, port, ...account }, message, isTlsRequired: true, date });
}

describe("a conversation that must be encrypted", () => {
  it("is encrypted from the start on port 465", async () => {
    server = await startSmtp({ ...account, tls: { ...certificate, secure: true } });
    expect(await talk(465)).toMatchObject({ answer: { ok: true }, status: 250 });
    expect(server.isEncrypted).toEqual([true]);
  });

  it("is encrypted before the sign-in on other ports", async () => {
    server = await startSmtp({ ...account, tls: certificate });
    expect(await talk(587)).toMatchObject({ answer: { ok: true } });
    expect(server.isEncrypted).toEqual([true]);
  });

  it("ends before the sign-in where no encryption is offered", async () => {
    server = await startSmtp(account);
    expect(await talk(587)).toMatchObject({ answer: { ok: false, code: "mail_no_tls", sent: false } });
    expect(server.signIns).toEqual([]);
  });
});

describe("what answers instead of a mail server", () => {
  it.each([
    ["554 No SMTP service here", "mail_protocol", 554],
    ["HTTP/1.1 400 Bad Request", "mail_protocol", null],
    ["421 Too many connections", "mail_busy", 421],
    ["", "reset", null],
  ])("is known by its greeting: %s", async (greeting, code, status) => {
    const other = createServer((socket) => void socket.on("error", () => {}).end(greeting && `${greeting}\r\n`));
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    other.listen(0, "127.0.0.1", resolve);
    await listening;
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await talk(587, connect(port, "127.0.0.1"))).toMatchObject({
      answer: { ok: false, code, sent: false },
      status,
    });
    other.close();
  });
});
