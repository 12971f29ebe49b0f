import { desc, eq } from "drizzle-orm";
import { db } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import type { Session } from "#features/people/session.ts";
import { firstRule } from "#features/rules/route-leads.ts";
import type { Routing } from "#features/rules/routing.ts";

/** How many of the newest leads fall under what; each is counted once, where it is decided. */
export type RoutingPreview = {
  total: number;
  test: number;
  doNotContact: number;
  /** In the order of the rules. */
  rules: number[];
  otherwise: number;
  /** Newest leads that came more than once. */
  repeats: number;
};

const PREVIEW_LEADS = 100;

/** Tries rules on the last 100 leads; changes and sends nothing. */
export async function previewRouting(session: Session, routing: Routing): Promise<RoutingPreview> {
  const newest = await db
    .select({
      isTest: leads.isTest,
      doNotContact: leads.doNotContact,
      repeatCount: leads.repeatCount,
      rule: firstRule(session.workspaceId, routing.rules),
    })
    .from(leads)
    .where(eq(leads.workspaceId, session.workspaceId))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(PREVIEW_LEADS);

  const preview: RoutingPreview = {
    total: newest.length,
    test: newest.filter(({ isTest }) => isTest).length,
    doNotContact: newest.filter(({ doNotContact }) => doNotContact).length,
    rules: routing.rules.map(() => 0),
    otherwise: 0,
    repeats: newest.filter(({ repeatCount }) => repeatCount > 0).length,
  };
  for (const { isTest, doNotContact, rule } of newest) {
    if ((isTest && !routing.unlocked.test) || (doNotContact && !routing.unlocked.doNotContact)) continue;
    if (rule === null) preview.otherwise += 1;
    else preview.rules[rule] = (preview.rules[rule] ?? 0) + 1;
  }
  return preview;
}
