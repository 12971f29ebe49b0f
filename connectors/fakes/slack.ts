import { z } from "zod";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";

export type FakeSlack = FakeServer & {
  /** The whole address to post to. */
  webhookUrl: string;
  /** Messages that were posted, in order. */
  messages: unknown[];
  fail(fault: Fault | null): void;
};

const PATH = "/services/T0FAKE0WORKSPACE/B0FAKE0HOOK/9s8d7f6g5h4j3k2l1qazwsxe";

/**
 * An incoming webhook of Slack.
 *
 * Copied from docs.slack.dev/messaging/sending-messages-using-incoming-webhooks: 200 with the text `ok`; from Slack's
 * changelog of 2016-05-17: `invalid_payload` with 400. From trufflehog's detector of live webhooks
 * (pkg/detectors/slackwebhook): an empty text is answered with 400 `no_text` where the webhook is good. From error texts
 * people have published: `no_service` with 404. Block limits: docs.slack.dev/reference/block-kit/blocks. All else is
 * set with `fail`.
 */
export async function startSlack({ port }: { port?: number } = {}): Promise<FakeSlack> {
  const faults = createFaults();
  const messages: unknown[] = [];
  const server = await startServer(
    (request) => {
      const clear = () => void messages.splice(0);
      return (
        control(request, { faults, lists: { messages: () => messages }, clear }) ??
        withFaults(faults, isMessage(request), () => receive(request, messages))
      );
    },
    { port },
  );
  return { ...server, webhookUrl: server.url + PATH, messages, fail: faults.set };
}

const text = (max: number) => z.object({ type: z.enum(["plain_text", "mrkdwn"]), text: z.string().min(1).max(max) });

const messageSchema = z.object({
  text: z.string(),
  blocks: z
    .array(
      z.discriminatedUnion("type", [
        z.object({ type: z.literal("header"), text: text(150).extend({ type: z.literal("plain_text") }) }),
        z.object({
          type: z.literal("section"),
          text: text(3_000).optional(),
          fields: z.array(text(2_000)).min(1).max(10).optional(),
        }),
        z.object({
          type: z.literal("actions"),
          elements: z.array(z.object({ type: z.literal("button"), text: text(75), url: z.url().max(3_000) })).min(1),
        }),
      ]),
    )
    .max(50)
    .optional(),
});

function receive({ method, path, body }: FakeRequest, messages: unknown[]): FakeReply {
  if (path !== PATH) return { status: 404, body: "no_service" };
  if (method !== "POST") return { status: 405 };
  const parsed = messageSchema.safeParse(parseJson(body));
  if (!parsed.success)
    return { status: 400, body: parsed.error.issues[0]?.path[0] === "blocks" ? "invalid_blocks" : "invalid_payload" };
  if (!parsed.data.text && !parsed.data.blocks) return { status: 400, body: "no_text" };
  messages.push(parseJson(body));
  return { status: 200, body: "ok" };
}

function isMessage({ method, body }: FakeRequest): boolean {
  return method === "POST" && body.includes('"blocks"');
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
