import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { MailAnswer, MailMessage, MailServer } from "#connectors/connector.ts";
import { readSmtpFailure } from "#connectors/smtp-failure.ts";

export type SmtpTalk = {
  server: MailServer;
  message: MailMessage | null;
  /** Whether the conversation ends when the server offers no encryption. */
  isTlsRequired: boolean;
  date: Date;
};

/** `status` is the reply code that decided. */
export type SmtpResult = { answer: MailAnswer; status: number | null };

/**
 * One conversation with a mail server over a connection that stands: greet, encrypt, sign in, hand over the mail.
 * nodemailer speaks the protocol and is led step by step, because only so it can be told whether the mail had left when
 * the connection broke.
 */
export async function talkSmtp(
  socket: Socket,
  { server, message, isTlsRequired, date }: SmtpTalk,
): Promise<SmtpResult> {
  const connection = new SMTPConnection({
    connection: socket,
    host: server.host,
    port: server.port,
    secure: server.port === IMPLICIT_TLS_PORT,
    requireTLS: isTlsRequired,
  });
  const { promise: broken, reject } = Promise.withResolvers<never>();
  connection.on("error", reject);
  const unlessBroken = <T>(step: Promise<T>) => Promise.race([broken, step]);
  let sent = false;
  try {
    await unlessBroken(promisify(connection.connect.bind(connection))());
    const credentials = { user: server.user, pass: server.password };
    if (server.user) await unlessBroken(promisify(connection.login.bind(connection))(credentials));
    if (!message) return accepted(connection, String(connection.lastServerResponse), []);

    const raw = Readable.from([await compose(message, date)]).once("end", () => {
      sent = true;
    });
    const envelope = { from: message.from.address, to: message.to };
    const sending = promisify(connection.send.bind(connection))(envelope, raw);
    const { response, rejectedErrors = [] } = await unlessBroken(sending);
    return accepted(connection, response, rejectedErrors);
  } catch (error) {
    const { code, message, status } = readSmtpFailure(error);
    // A server that replied has not taken the mail; one that fell silent may have.
    return { answer: { ok: false, code, message, sent: sent && status === null }, status };
  } finally {
    connection.close();
  }
}

/** RFC 8314, 3.3. */
const IMPLICIT_TLS_PORT = 465;

type RefusedRecipient = { recipient?: string | undefined; response?: string | undefined };

function accepted({ secure }: SMTPConnection, reply: string, refused: RefusedRecipient[]): SmtpResult {
  const named = refused.map(({ recipient = "", response = "" }) => ({ address: recipient, reply: response }));
  return {
    answer: { ok: true, reply, isEncrypted: secure, refused: named },
    status: Number.parseInt(reply, 10) || null,
  };
}

/** Addresses are given as objects, so that nothing in them is read as a second address. */
function compose({ id, from, to, replyTo, subject, text, html }: MailMessage, date: Date): Promise<Buffer> {
  return new MailComposer({
    messageId: id,
    date,
    from,
    to: to.map(bare),
    ...(replyTo && { replyTo: bare(replyTo) }),
    subject,
    text,
    html,
    // RFC 3834: no answering machine shall answer.
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

function bare(address: string): { name: string; address: string } {
  return { name: "", address };
}
