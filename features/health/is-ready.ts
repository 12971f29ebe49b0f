import { sql } from "drizzle-orm";
import { db } from "#db/client.ts";
import { withDeadline } from "#lib/deadline.ts";
import { log } from "#lib/log.ts";

/** Load balancers ask every few seconds and give up soon. */
const READY_TIMEOUT_MS = 1_000;

/** Whether pages and leads can be served now: the database answers within a second. */
export async function isReady(): Promise<boolean> {
  try {
    await withDeadline(db.execute(sql`select 1`), READY_TIMEOUT_MS, "The readiness check");
    return true;
  } catch (err) {
    log.warn({ err }, "not ready");
    return false;
  }
}
