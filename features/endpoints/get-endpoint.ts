import { and, desc, eq, isNull } from "drizzle-orm";
import { validate } from "uuid";
import { db } from "#db/client.ts";
import { endpointKeys, endpoints } from "#db/schema.ts";
import { revealEndpointKey } from "#features/endpoints/endpoint-key.ts";
import { endpointUrl, maskedEndpointUrl } from "#features/endpoints/endpoint-url.ts";
import { type EndpointRow, getEndpointRow } from "#features/endpoints/list-endpoints.ts";
import type { Session } from "#features/people/session.ts";

export type EndpointDetail = EndpointRow & {
  ratePerSecond: number;
  burst: number;
  /** With the newest key, for admins only; null when every key is revoked. */
  url: string | null;
  /** The same with the key hidden but for its tail, for everybody. */
  maskedUrl: string | null;
  keyMadeAt: Date | null;
};

/** `id` may be anything that stood in an address. */
export async function getEndpoint(session: Session, id: string): Promise<EndpointDetail | null> {
  if (!validate(id)) return null;
  const row = await getEndpointRow(session, id);
  const [limits] = await db
    .select({ ratePerSecond: endpoints.ratePerSecond, burst: endpoints.burst })
    .from(endpoints)
    .where(and(eq(endpoints.workspaceId, session.workspaceId), eq(endpoints.id, id)));
  if (!row || !limits) return null;

  const key = await newestKey(session.workspaceId, id);
  return {
    ...row,
    ...limits,
    url: key && session.role === "admin" ? endpointUrl(revealEndpointKey(key)) : null,
    maskedUrl: key && maskedEndpointUrl(key.keyTail),
    keyMadeAt: key?.createdAt ?? null,
  };
}

/** The key that new senders should use; null when every key is revoked. */
export async function newestKey(workspaceId: string, endpointId: string) {
  const [key] = await db
    .select({
      id: endpointKeys.id,
      keySealed: endpointKeys.keySealed,
      keyTail: endpointKeys.keyTail,
      createdAt: endpointKeys.createdAt,
    })
    .from(endpointKeys)
    .where(
      and(
        eq(endpointKeys.workspaceId, workspaceId),
        eq(endpointKeys.endpointId, endpointId),
        isNull(endpointKeys.revokedAt),
      ),
    )
    .orderBy(desc(endpointKeys.createdAt), desc(endpointKeys.id))
    .limit(1);
  return key ?? null;
}
