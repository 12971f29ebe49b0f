import { and, eq } from "drizzle-orm";
import { validate } from "uuid";
import { db } from "#db/client.ts";
import { leads, receipts } from "#db/schema.ts";
import { answerStatus } from "#features/intake/answer-status.ts";
import { decompressBody } from "#features/intake/decompress-body.ts";
import { decodeText } from "#features/intake/read-payload.ts";
import type { Session } from "#features/people/session.ts";

/** One request with its body as text, taken out of its compression where that works; null when there is no such one. */
export async function getRequest(session: Session, endpointId: string, id: string) {
  if (!validate(id)) return null;
  const [found] = await db
    .select({
      id: receipts.id,
      receivedAt: receipts.receivedAt,
      state: receipts.state,
      problem: receipts.problem,
      leadNumber: leads.number,
      headers: receipts.headers,
      body: receipts.body,
      bodyBytes: receipts.bodyBytes,
      remoteAddress: receipts.remoteAddress,
    })
    .from(receipts)
    .leftJoin(leads, and(eq(leads.workspaceId, receipts.workspaceId), eq(leads.id, receipts.leadId)))
    .where(and(eq(receipts.workspaceId, session.workspaceId), eq(receipts.endpointId, endpointId), eq(receipts.id, id)))
    .limit(1);
  if (!found) return null;

  const { body, ...request } = found;
  const unpacked = decompressBody(body, request.headers["content-encoding"] ?? null);
  return {
    ...request,
    status: answerStatus(request.state, request.problem?.code),
    bodyText: decodeText(unpacked.ok ? unpacked.bytes : body),
  };
}

export type RequestDetail = NonNullable<Awaited<ReturnType<typeof getRequest>>>;
