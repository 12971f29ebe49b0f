import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { db, Transaction } from "#db/client.ts";
import { leads } from "#db/schema.ts";
import { leadConditions } from "#features/leads/lead-conditions.ts";
import { WITH_TESTS } from "#features/leads/lead-filter.ts";
import { CONDITION_FIELDS, type Routing, type Rule } from "#features/rules/routing.ts";

/** Why a destination does not get a lead; null when it does. */
export type SkipReason = "test" | "do_not_contact" | "rule" | null;

type ArrivedLead = { id: string; isTest?: boolean; doNotContact?: boolean };

/**
 * What a destination's rules make of leads that are stored already, by the lead's id. Rules mean exactly what the same
 * filter means in the inbox, because it is the same condition.
 */
export async function routeLeads(
  tx: Transaction | typeof db,
  workspaceId: string,
  arrived: ArrivedLead[],
  routing: Routing,
): Promise<Map<string, SkipReason>> {
  const matched = await firstRules(tx, workspaceId, arrived, routing.rules);
  return new Map(
    arrived.map((lead) => {
      if (lead.isTest && !routing.unlocked.test) return [lead.id, "test"];
      if (lead.doNotContact && !routing.unlocked.doNotContact) return [lead.id, "do_not_contact"];
      const rule = routing.rules[matched.get(lead.id) ?? -1];
      return [lead.id, (rule?.decision ?? routing.otherwise) === "send" ? null : "rule"];
    }),
  );
}

async function firstRules(
  tx: Transaction | typeof db,
  workspaceId: string,
  arrived: ArrivedLead[],
  rules: Rule[],
): Promise<Map<string, number | null>> {
  if (rules.length === 0 || arrived.length === 0) return new Map();
  const ids = arrived.map(({ id }) => id);
  const rows = await tx
    .select({ id: leads.id, rule: firstRule(workspaceId, rules) })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, ids)));
  return new Map(rows.map(({ id, rule }) => [id, rule]));
}

/** The place of the first rule that holds for a lead, from 0; null when none does. */
export function firstRule(workspaceId: string, rules: Rule[]): SQL<number | null> {
  const cases = rules.map((rule, index) => sql`when ${conditionOf(workspaceId, rule)} then ${index}::int`);
  return cases.length > 0 ? sql`case ${sql.join(cases, sql` `)} end` : sql`null::int`;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

function conditionOf(workspaceId: string, { when }: Rule): SQL | undefined {
  // No rule asks who reads or what day it is.
  const reader = { workspaceId, userId: NOBODY, timeZone: "UTC" };
  const conditions = CONDITION_FIELDS.filter((field) => when[field].length > 0).map((field) => ({
    field,
    values: when[field],
  }));
  return leadConditions(reader, [...WITH_TESTS, ...conditions], new Date(0));
}
