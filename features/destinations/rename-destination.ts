import { and, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { destinations } from "#db/schema.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export async function renameDestination(
  session: Session,
  destinationId: string,
  name: string,
): Promise<{ ok: true } | { ok: false; code: "forbidden" | "not_found" }> {
  if (!mayChangeForwarding(session)) return { ok: false, code: "forbidden" };
  const renamed = await db
    .update(destinations)
    .set({ name })
    .where(and(eq(destinations.workspaceId, session.workspaceId), eq(destinations.id, destinationId)))
    .returning({ id: destinations.id });
  return renamed.length === 0 ? { ok: false, code: "not_found" } : { ok: true };
}
