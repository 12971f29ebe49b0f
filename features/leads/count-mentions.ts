import { and, eq, isNull } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leadMentions } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";

/** How many notes name this person at leads they have not opened since. */
export function countMentions({ workspaceId, userId }: Pick<Session, "workspaceId" | "userId">): Promise<number> {
  return db.$count(
    leadMentions,
    and(eq(leadMentions.workspaceId, workspaceId), eq(leadMentions.userId, userId), isNull(leadMentions.seenAt)),
  );
}
