import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";

export type ReceivedWebhook = { id: string; headers: Record<string, string>; body: string };

export type WebhookReceiver = FakeServer & {
  /** Deliveries whose signature was good, in order, repeats included. */
  received: ReceivedWebhook[];
  /** Everything that came, good or not. */
  requests: { method: string; path: string; headers: Record<string, string>; body: string }[];
  fail(fault: Fault | null): void;
};

/**
 * Receives Standard Webhooks at any path. Signatures and timestamps are judged by the `standardwebhooks` package, which
 * shares no code with ours; a wrong one is answered with 401. Without a `secret` nothing is verified.
 */
export async function startWebhookReceiver({
  port,
  secret,
}: {
  port?: number;
  secret?: string;
} = {}): Promise<WebhookReceiver> {
  const faults = createFaults();
  const received: ReceivedWebhook[] = [];
  const requests: WebhookReceiver["requests"] = [];
  const clear = () => {
    received.length = 0;
    requests.length = 0;
  };

  function receive({ method, headers, body }: FakeRequest): FakeReply {
    if (method !== "POST") return { status: 405, headers: { allow: "POST" } };
    if (secret && !isSigned(secret, body, headers)) return { status: 401, body: "wrong signature" };
    received.push({ id: headers["webhook-id"] ?? "", headers, body: body.toString() });
    return { status: 200, body: { status: "accepted" } };
  }

  const server = await startServer(
    (request) => {
      const controlled = control(request, {
        faults,
        lists: { received: () => received, requests: () => requests },
        clear,
      });
      if (controlled) return controlled;
      const { method, path, headers, body } = request;
      requests.push({ method, path, headers, body: body.toString() });
      return withFaults(faults, method === "POST", () => receive(request));
    },
    { port },
  );
  return { ...server, received, requests, fail: faults.set };
}

function isSigned(secret: string, body: Buffer, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch (error) {
    // It parses what it has verified, and Microsoft's original may begin with a byte order mark.
    if (error instanceof SyntaxError) return true;
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
