import { type SQL, sql } from "drizzle-orm";
import { receipts } from "#db/schema.ts";

/** How our own test leads name their sender, so that nobody takes them for Microsoft's. */
export const OWN_TEST_LEAD_AGENT = "Buzon test lead";

/** The request was not sent by the button. */
export function isFromOutside(): SQL {
  return sql`${receipts.headers}->>'user-agent' is distinct from ${OWN_TEST_LEAD_AGENT}`;
}
