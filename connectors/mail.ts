import { lookup as systemLookup } from "node:dns/promises";
import { connect, type Socket } from "node:net";
import { type Network, parseNetworks, placeOf } from "#connectors/address-guard.ts";
import type { Exchange, MailFailure, MailRequest, SendMail } from "#connectors/connector.ts";
import type { HttpOptions } from "#connectors/http.ts";
import { redactText } from "#connectors/redact.ts";
import { type SmtpResult, talkSmtp } from "#connectors/smtp.ts";

export type MailOptions = HttpOptions;

/**
 * The only way out to a mail server somebody typed in. The name is looked up first, every address of it is checked
 * (address-guard.ts), and exactly these are dialled. Public servers: the ports of mail, and nothing is said before the
 * connection is encrypted and the certificate is good. In networks the operator allowed: any port, encrypted if
 * the server offers it.
 */
export function createMail(options: MailOptions): SendMail {
  const networks = parseNetworks(options.allowedPrivateNetworks ?? []);
  return async (request) => {
    const startedAt = options.now();
    const result = await sendOnce(request, networks, options);
    options.record?.(exchangeOf(request, result, options.now().getTime() - startedAt.getTime()));
    return result.answer;
  };
}

async function sendOnce(request: MailRequest, networks: Network[], options: MailOptions): Promise<SmtpResult> {
  const { host, port } = request.server;
  const deadline = AbortSignal.timeout(options.timeoutMs ?? 30_000);
  const addresses = await withinTime(deadline, lookUp(host, options));
  if (deadline.aborted) return failed("timeout");
  if (!addresses?.length) return failed("dns");

  const places = new Set(addresses.map(({ address }) => placeOf(address, networks)));
  if (places.has("forbidden")) return failed("private_address");
  if (places.has("public") && !MAIL_PORTS.has(port)) return failed("mail_port");

  const socket = await dial(host, port, addresses, deadline);
  if (!socket) return failed(deadline.aborted ? "timeout" : "refused");

  const result = await talkSmtp(socket, { ...request, isTlsRequired: places.has("public"), date: options.now() });
  const { answer } = result;
  return deadline.aborted && !answer.ok ? failed("timeout", answer.sent) : result;
}

/** Relay, encrypted submission, submission (RFC 6409, RFC 8314), and what providers offer where 587 is blocked. */
const MAIL_PORTS = new Set([25, 465, 587, 2525]);

type Address = { address: string; family: number };

async function lookUp(host: string, { lookup }: MailOptions): Promise<Address[] | null> {
  try {
    return await (lookup ?? ((name: string) => systemLookup(name, { all: true })))(host);
  } catch {
    return null;
  }
}

function withinTime<T>(deadline: AbortSignal, work: Promise<T>): Promise<T | null> {
  const { promise: over, resolve } = Promise.withResolvers<null>();
  deadline.addEventListener("abort", () => resolve(null), { once: true });
  return Promise.race([work, over]);
}

/** Null when nobody took the connection. It is cut when the signal says so, whoever uses it then. */
function dial(host: string, port: number, addresses: Address[], signal: AbortSignal): Promise<Socket | null> {
  const [first] = addresses;
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      signal,
      // The default of 250 ms gives up on far servers that have several addresses.
      autoSelectFamilyAttemptTimeout: 2_500,
      lookup: (_host, { all }, done) => (all ? done(null, addresses) : done(null, first?.address ?? "", first?.family)),
    });
    socket.once("connect", () => resolve(socket)).on("error", () => resolve(null));
  });
}

const MESSAGES = {
  dns: "No address was found for this name",
  refused: "The other side did not take the connection",
  timeout: "No answer in time",
  private_address: "The address is not on the public internet",
  mail_port: "Only ports 25, 465, 587 and 2525 may be used",
} satisfies Partial<Record<MailFailure, string>>;

function failed(code: keyof typeof MESSAGES, sent = false): SmtpResult {
  return { answer: { ok: false, code, message: MESSAGES[code], sent }, status: null };
}

/** What was said, as it is kept with an attempt: the mail's own headers and text, and the reply that decided. */
function exchangeOf({ server, message }: MailRequest, { answer, status }: SmtpResult, durationMs: number): Exchange {
  const secrets = mailSecrets(server);
  const said = (text: string) => redactText(text, secrets);
  return {
    method: message ? "MAIL" : "AUTH",
    url: `smtp://${server.host}:${server.port}`,
    requestHeaders: message ? headersOf(message) : {},
    requestBody: message && said(message.text),
    status,
    responseHeaders: {},
    responseBody: status === null ? null : said(answer.ok ? answer.reply : answer.message),
    failure: answer.ok ? null : answer.code,
    durationMs,
  };
}

/** What must not be kept or shown: the password, and how AUTH PLAIN (RFC 4616) writes it. */
export function mailSecrets({ user, password }: MailRequest["server"]): string[] {
  return [password, `\0${user}\0${password}`];
}

function headersOf({ id, from, to, replyTo, subject }: NonNullable<MailRequest["message"]>): Record<string, string> {
  return {
    from: `${from.name} <${from.address}>`,
    to: to.join(", "),
    ...(replyTo && { "reply-to": replyTo }),
    subject,
    "message-id": id,
  };
}
