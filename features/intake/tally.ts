import { eq, sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { endpointKeys, refusals } from "#db/schema.ts";
import { withDeadline } from "#lib/deadline.ts";
import { log } from "#lib/log.ts";

export type RefusalReason = "unknown_key" | "rate_limited";

/** Counts a request of which nothing else is kept. Written down within a second or two, by nobody's request. */
export function countRefusal(reason: RefusalReason, endpointId: string | null, at: Date): void {
  const day = at.toISOString().slice(0, 10);
  const key = `${day} ${reason} ${endpointId}`;
  const counted = refused.get(key) ?? { day, reason, endpointId, count: 0, lastAt: at };
  refused.set(key, { ...counted, count: counted.count + 1, lastAt: at });
  flushSoon();
}

/** Notes when a key was last used, at most once a minute for each key. */
export function noteKeyUse(keyId: string, at: Date): void {
  if (at.getTime() - (notedAtMs.get(keyId) ?? 0) < KEY_USE_STEP_MS) return;
  notedAtMs.set(keyId, at.getTime());
  usedKeys.set(keyId, at);
  flushSoon();
}

/** Writes down what was counted since the last time. What cannot be written now is lost: they are only counters. */
export async function flushTally(): Promise<void> {
  clearTimeout(flushTimer);
  flushTimer = undefined;
  const [counts, keys] = [[...refused.values()], [...usedKeys]];
  refused.clear();
  usedKeys.clear();
  try {
    await withDeadline(write(counts, keys), FLUSH_TIMEOUT_MS, "counting refused requests");
  } catch (err) {
    log.warn({ err }, "refused requests could not be counted");
  }
}

type Refusal = typeof refusals.$inferInsert;

const KEY_USE_STEP_MS = 60_000;
const FLUSH_DELAY_MS = 1_000;
const FLUSH_TIMEOUT_MS = 5_000;

const refused = new Map<string, Refusal>();
const usedKeys = new Map<string, Date>();
const notedAtMs = new Map<string, number>();
let flushTimer: NodeJS.Timeout | undefined;

function flushSoon(): void {
  flushTimer ??= setTimeout(flushTally, FLUSH_DELAY_MS).unref();
}

async function write(counts: Refusal[], keys: [string, Date][]): Promise<void> {
  if (counts.length > 0) {
    await db
      .insert(refusals)
      .values(counts)
      .onConflictDoUpdate({
        target: [refusals.day, refusals.reason, refusals.endpointId],
        set: {
          count: sql`${refusals.count} + excluded.count`,
          lastAt: sql`greatest(${refusals.lastAt}, excluded.last_at)`,
        },
      });
  }
  for (const [id, lastUsedAt] of keys) {
    await db.update(endpointKeys).set({ lastUsedAt }).where(eq(endpointKeys.id, id));
  }
}
