import { and, eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";
import { isOpenFailure } from "#features/deliveries/delivery-conditions.ts";
import type { Session } from "#features/people/session.ts";

/** How many leads a destination has not taken and nobody has dealt with. */
export async function countFailed({ workspaceId }: Session, destinationId: string): Promise<number> {
  const [counted] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.destinationId, destinationId), isOpenFailure));
  return counted?.count ?? 0;
}
