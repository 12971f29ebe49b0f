import { and, eq, max, ne } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { attempts, type attemptTrigger } from "#db/schema.ts";

export type Trigger = (typeof attemptTrigger.enumValues)[number];

/** Which number the running try has in its round: rounds begin with whatever was not automatic. */
export async function triesOfRound(
  tx: Transaction,
  running: { workspaceId: string; id: string; number: number; trigger: Trigger },
): Promise<number> {
  if (running.trigger !== "auto") return 1;
  const [begun] = await tx
    .select({ number: max(attempts.number) })
    .from(attempts)
    .where(
      and(
        eq(attempts.workspaceId, running.workspaceId),
        eq(attempts.deliveryId, running.id),
        ne(attempts.trigger, "auto"),
      ),
    );
  return running.number - (begun?.number ?? 1) + 1;
}
