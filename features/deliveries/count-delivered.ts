import { and, count, eq, gte } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

/** How many leads were delivered since then, counted once for each destination. */
export async function countDelivered(session: Session, since: Date): Promise<number> {
  const [counted] = await db
    .select({ count: count() })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, session.workspaceId),
        eq(deliveries.state, "delivered"),
        gte(deliveries.deliveredAt, since),
      ),
    );
  return counted?.count ?? 0;
}
