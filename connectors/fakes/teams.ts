import { z } from "zod";
import { control, createFaults, type Fault, withFaults } from "#connectors/fakes/faults.ts";
import { type FakeReply, type FakeRequest, type FakeServer, startServer } from "#connectors/fakes/server.ts";

export type FakeTeams = FakeServer & {
  /** The whole address to post to. */
  workflowUrl: string;
  /** Cards the workflow took, in order. */
  cards: unknown[];
  fail(fault: Fault | null): void;
};

const WORKFLOW = "0f9e8d7c6b5a49382716050403020100";
const PATH = `/powerautomate/automations/direct/workflows/${WORKFLOW}/triggers/manual/paths/invoke`;
const SIGNATURE = "Zk3-w8Rr9fJ2pLq7XyVb0aTn5cUd1eGhQ4sB6mN8vCx";

/**
 * A workflow of Power Automate with the trigger "When a Teams webhook request is received".
 *
 * Copied from learn.microsoft.com (create an incoming webhook; post a workflow when a webhook request is received):
 * the message around an Adaptive Card, its limit of 28 KB. From flows and their errors as people have published them:
 * the shape of the address, 202 without a body, 401 DirectApiAuthorizationRequired without a signature, 404
 * WorkflowNotFound. All else is set with `fail`.
 */
export async function startTeams({ port }: { port?: number } = {}): Promise<FakeTeams> {
  const faults = createFaults();
  const cards: unknown[] = [];
  const server = await startServer(
    (request) => {
      const clear = () => void cards.splice(0);
      return (
        control(request, { faults, lists: { cards: () => cards }, clear }) ??
        withFaults(faults, request.method === "POST", () => run(request, cards))
      );
    },
    { port },
  );
  const query = new URLSearchParams({ "api-version": "1", sp: "/triggers/manual/run", sv: "1.0", sig: SIGNATURE });
  return { ...server, workflowUrl: `${server.url}${PATH}?${query}`, cards, fail: faults.set };
}

const messageSchema = z.object({
  type: z.literal("message"),
  attachments: z.tuple([
    z.object({
      contentType: z.literal("application/vnd.microsoft.card.adaptive"),
      content: z.object({ type: z.literal("AdaptiveCard"), version: z.string(), body: z.array(z.unknown()).min(1) }),
    }),
  ]),
});

function run({ method, path, query, body }: FakeRequest, cards: unknown[]): FakeReply {
  if (path !== PATH) return refuse(404, "WorkflowNotFound", `The workflow '${WORKFLOW}' could not be found.`);
  if (query.get("sig") !== SIGNATURE) {
    return refuse(
      401,
      "DirectApiAuthorizationRequired",
      "The request must be authenticated only by Shared Access scheme.",
    );
  }
  if (method !== "POST") return { status: 404 };
  if (body.byteLength > 28 * 1024) return { status: 413 };
  const message = messageSchema.safeParse(JSON.parse(body.toString()));
  if (!message.success) return refuse(400, "TriggerInputSchemaMismatch", "The input body does not match the schema.");
  cards.push(JSON.parse(body.toString()).attachments[0].content);
  return { status: 202 };
}

function refuse(status: number, code: string, message: string): FakeReply {
  return { status, body: { error: { code, message } } };
}
