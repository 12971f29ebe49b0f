import { request } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { revealEndpointKey } from "#features/endpoints/endpoint-key.ts";
import { newestKey } from "#features/endpoints/get-endpoint.ts";
import { getEndpointRow } from "#features/endpoints/list-endpoints.ts";
import { OWN_TEST_LEAD_AGENT } from "#features/endpoints/own-test-lead.ts";
import { parseJson } from "#features/intake/parse-json.ts";
import { makeTestMarker } from "#features/intake/test-marker.ts";
import type { Session } from "#features/people/session.ts";
import { env } from "#lib/env.ts";

const TIMEOUT_MS = 10_000;

export type TestLeadResult =
  /** `receiptId` names what was kept; null where the answer says that nothing was. */
  | { ok: true; status: number; durationMs: number; receiptId: string | null }
  | { ok: false; code: "endpoint_not_found" | "no_answer" };

/**
 * Posts to the endpoint what Partner Center's Validate button posts, over HTTP to this very server, so that it goes the
 * whole way of a lead. It cannot tell whether the public address reaches this server.
 */
export async function sendTestLead(session: Session, endpointId: string, now = new Date()): Promise<TestLeadResult> {
  const endpoint = await getEndpointRow(session, endpointId);
  const key = await newestKey(session.workspaceId, endpointId);
  if (!endpoint || !key) return { ok: false, code: "endpoint_not_found" };

  const startedAt = performance.now();
  const answer = await post(`/api/leads/${revealEndpointKey(key)}`, JSON.stringify(testLead(now, endpoint.name)));
  if (!answer) return { ok: false, code: "no_answer" };
  return { ok: true, ...answer, durationMs: Math.round(performance.now() - startedAt) };
}

type Answer = { status: number; receiptId: string | null };

/** The test lead of Microsoft's lead-management-faq.yml, with the comma that is missing there. */
function testLead(now: Date, offerTitle: string) {
  const marker = makeTestMarker(now);
  return {
    UserDetails: {
      FirstName: marker,
      LastName: marker,
      Email: `${marker}@test.com`,
      Phone: "1234567890",
      Country: "US",
      Company: marker,
      Title: marker,
    },
    LeadSource: "AzureMarketplace",
    ActionCode: "INS",
    OfferTitle: offerTitle,
    Description: marker,
  };
}

/** The answer, or null when none came. */
function post(path: string, body: string): Promise<Answer | null> {
  const { HOST, PORT } = env();
  const { promise, resolve } = Promise.withResolvers<Answer | null>();
  const sent = request(
    {
      host: HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST,
      port: PORT,
      path,
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": OWN_TEST_LEAD_AGENT },
      timeout: TIMEOUT_MS,
    },
    (answer) => {
      const { statusCode: status } = answer;
      text(answer).then(
        (body) => resolve(status === undefined ? null : { status, receiptId: receiptOf(body) }),
        () => resolve(null),
      );
    },
  );
  sent.on("timeout", () => sent.destroy());
  sent.on("error", () => resolve(null));
  sent.end(body);
  return promise;
}

const keptAnswer = z.object({ receipt: z.uuid() });

/** Every answer about a request that is kept names its receipt: features/intake/answers.ts. */
function receiptOf(body: string): string | null {
  const parsed = parseJson(body);
  const read = keptAnswer.safeParse(parsed.ok ? parsed.value : null);
  return read.success ? read.data.receipt : null;
}
