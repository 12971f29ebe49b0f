import { createServer } from "node:net";
import tls from "node:tls";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { MailMessage } from "#connectors/connector.ts";
import { makeCertificate } from "#connectors/fakes/certificate.ts";
import { type FakeSmtp, startSmtp } from "#connectors/fakes/smtp.ts";
import { createMail, type MailOptions } from "#connectors/mail.ts";

const now = () => new Date("2026-11-22T10:00:00Z");
const user = "leads@contoso.example";
const password = "correct-horse-battery";
const message: MailMessage = {
  id: "<1@contoso.example>",
  from: { name: "Buzón", address: user },
  to: ["sales@contoso.example"],
  replyTo: null,
  subject: "Hello",
  text: "Hello",
  html: "<p>Hello</p>",
};

let server: FakeSmtp;
afterEach(() => server?.close());

const send = (given: Partial<MailOptions>, { host = "127.0.0.1", port = server.port } = {}) =>
  createMail({ now, ...given })({ server: { host, port, user, password }, message });
const local = { allowedPrivateNetworks: ["127.0.0.1"] };

describe("a mail server on the public internet", () => {
  const elsewhere = async () => [{ address: "93.184.215.14", family: 4 }];

  it("is reached on the ports of mail only", async () => {
    expect(await send({ lookup: elsewhere }, { host: "smtp.contoso.example", port: 22 })).toMatchObject({
      ok: false,
      code: "mail_port",
      sent: false,
    });
  });

  it.each(["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"])(
    "is not what resolves to %s",
    async (address) => {
      const lookup = async () => [...(await elsewhere()), { address, family: address.includes(":") ? 6 : 4 }];
      expect(await send({ lookup }, { host: "smtp.contoso.example", port: 587 })).toMatchObject({
        code: "private_address",
      });
    },
  );

  it("is not an address written as a number or in brackets of another kind", async () => {
    for (const host of ["127.0.0.1", "2130706433", "0x7f000001"]) {
      expect((await send({}, { host, port: 25 })).ok).toBe(false);
    }
    expect(await send({}, { host: "127.0.0.1", port: 25 })).toMatchObject({ code: "private_address" });
  });

  it("must have an address", async () => {
    const lookup = async () => [];
    expect(await send({ lookup }, { host: "nobody.example", port: 587 })).toMatchObject({ code: "dns" });
    const failing = async () => {
      throw new Error("ENOTFOUND");
    };
    expect(await send({ lookup: failing }, { host: "nobody.example", port: 587 })).toMatchObject({ code: "dns" });
  });
});

describe("a mail server in an allowed network", () => {
  it("may have any port and no encryption", async () => {
    server = await startSmtp({ user, password });
    expect(await send(local)).toMatchObject({ ok: true, isEncrypted: false, refused: [] });
    expect(server.mails).toHaveLength(1);
  });

  it("is given up when the time is up, wherever it stays silent", async () => {
    const mute = createServer();
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    mute.listen(0, "127.0.0.1", resolve);
    await listening;
    const address = mute.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await send({ ...local, timeoutMs: 100 }, { port })).toMatchObject({ code: "timeout", sent: false });
    mute.close();
    const lookup = () => new Promise<never>(() => {});
    expect(await send({ timeoutMs: 50, lookup }, { host: "slow.example", port: 587 })).toMatchObject({
      code: "timeout",
    });
  });

  it("says when nobody listens", async () => {
    server = await startSmtp();
    const { port } = server;
    await server.close();
    expect(await send(local, { port })).toMatchObject({ code: "refused", sent: false });
  });
});

describe("encryption", () => {
  const good = makeCertificate({ names: ["smtp.contoso.example"] });
  const strange = makeCertificate({ names: ["smtp.contoso.example"] });
  /** The name is public, the server is here. */
  const asPublic = (given: Partial<MailOptions> = {}) =>
    send(
      { ...local, lookup: async () => [{ address: "127.0.0.1", family: 4 }], ...given },
      { host: "smtp.contoso.example" },
    );

  beforeAll(() => {
    const trusted = tls.getCACertificates();
    tls.setDefaultCACertificates([...trusted, good.cert]);
    return () => tls.setDefaultCACertificates(trusted);
  });

  it("is begun before the password is sent, when the server offers it", async () => {
    server = await startSmtp({ user, password, tls: good });
    expect(await asPublic()).toMatchObject({ ok: true, isEncrypted: true });
    expect(server.isEncrypted).toEqual([true]);
  });

  it("does not keep a silent server from being given up", async () => {
    server = await startSmtp({ user, password, tls: good });
    server.fail({ when: "after", requests: "all", reply: "silence" });
    expect(await asPublic({ timeoutMs: 500 })).toMatchObject({ ok: false, code: "timeout", sent: true });
  });

  it("goes no further with a certificate nobody vouches for, or of another name", async () => {
    server = await startSmtp({ user, password, tls: strange });
    expect(await asPublic()).toMatchObject({ ok: false, code: "tls", sent: false });
    await server.close();
    server = await startSmtp({ user, password, tls: good });
    const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
    expect(await send({ ...local, lookup }, { host: "smtp.fabrikam.example" })).toMatchObject({ code: "tls" });
    expect(server.mails).toEqual([]);
  });
});
