import type { Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { createFaults, type Fault } from "#connectors/fakes/faults.ts";

export type FakeSmtp = {
  url: string;
  host: string;
  port: number;
  /** Every mail taken, in order, repeats included, as `mailparser` reads it. */
  mails: ParsedMail[];
  /** User names in the order they signed in, or tried to. */
  signIns: string[];
  /** Whether each came over an encrypted connection. */
  isEncrypted: boolean[];
  /** The recipients each of them was really for. */
  recipients: string[][];
  /** Answers a step with a reply code. `message`: what is answered to the mail itself. */
  fail(fault: Fault | null, step?: Step): void;
  close(): Promise<void>;
};

type Step = "sign_in" | "sender" | "recipient" | "message";

/**
 * A real mail server (the `smtp-server` package) that keeps what it is sent. A fault's status is the SMTP reply code and
 * its body the reply's text. Without a certificate it offers no STARTTLS.
 */
export async function startSmtp({
  port = 0,
  user,
  password,
  refuse = {},
  tls,
}: {
  port?: number;
  user?: string;
  password?: string;
  /** Reply codes by recipient. */
  refuse?: Record<string, number>;
  tls?: Pick<SMTPServerOptions, "key" | "cert"> & { secure?: boolean };
} = {}): Promise<FakeSmtp> {
  const mails: ParsedMail[] = [];
  const signIns: string[] = [];
  const isEncrypted: boolean[] = [];
  const recipients: string[][] = [];
  const sockets = new Set<Socket>();
  const faults = {
    sign_in: createFaults(),
    sender: createFaults(),
    recipient: createFaults(),
    message: createFaults(),
  };

  /** Answers with the fault of this step, or does the work. */
  async function step(name: Step, port: number, done: (error?: Error | null) => void, work: () => unknown) {
    const fault = faults[name].take(true);
    if (!fault || fault.when === "after") await work();
    if (!fault) return done();
    if (fault.reply === "silence") return;
    if (fault.reply === "reset") return [...sockets].find(({ remotePort }) => remotePort === port)?.destroy();
    done(refusal(fault.reply.status, String(fault.reply.body ?? "said by a fault")));
  }

  const server = new SMTPServer({
    ...tls,
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    disabledCommands: tls ? [] : ["STARTTLS"],
    closeTimeout: 1,
    onAuth(auth, session, done) {
      signIns.push(auth.username ?? "");
      const isRight = auth.username === user && auth.password === password;
      const said = (error?: Error | null) => (error ? done(error) : done(null, { user: auth.username ?? "" }));
      void step(
        "sign_in",
        session.remotePort,
        (error) => {
          said(error ?? (isRight ? null : refusal(535, "5.7.8 Authentication credentials invalid")));
        },
        () => {},
      );
    },
    onMailFrom(_address, session, done) {
      void step("sender", session.remotePort, done, () => {});
    },
    onRcptTo({ address }, session, done) {
      const code = refuse[address];
      if (code) return done(refusal(code, `5.1.1 <${address}>: Recipient address rejected`));
      void step("recipient", session.remotePort, done, () => {});
    },
    onData(stream, session, done) {
      simpleParser(stream).then(
        (mail) =>
          step("message", session.remotePort, done, () => {
            mails.push(mail);
            isEncrypted.push(session.secure);
            recipients.push(session.envelope.rcptTo.map(({ address }) => address));
          }),
        done,
      );
    },
  });
  // A client that breaks off is what the tests are about.
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
  });

  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.server.once("error", reject);
  server.listen(port, "127.0.0.1", resolve);
  await listening;
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address and a port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    host: "127.0.0.1",
    port: address.port,
    mails,
    isEncrypted,
    signIns,
    recipients,
    fail: (fault, at = "message") => faults[at].set(fault),
    close() {
      const closed = new Promise<void>((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
