import { and, eq, gte, inArray, isNotNull, isNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { deliveries, leadReads, leads } from "#db/schema.ts";
import { type LeadFilter, RECEIVED_HOURS } from "#features/leads/lead-filter.ts";
import type { Forwarding } from "#features/leads/lead-words.ts";
import type { Session } from "#features/people/session.ts";
import { foldText } from "#lib/fold.ts";

export type Reader = Pick<Session, "workspaceId" | "userId" | "timeZone">;

/**
 * The filter as a condition on `leads`: the one meaning it has for the list, the counts and the export. `now` is what
 * "the last 7 days" counts back from.
 */
export function leadConditions(reader: Reader, filter: LeadFilter, now: Date): SQL | undefined {
  return and(
    eq(leads.workspaceId, reader.workspaceId),
    searchCondition(filter.q),
    actionCondition(filter.action),
    oneOf(sql`coalesce(${leads.marketplace}, 'none')`, filter.marketplace),
    oneOf(sql`coalesce(${leads.offerTitle}, 'none')`, filter.offer),
    oneOf(sql`coalesce(${leads.countryCode}, ${leads.country}, 'none')`, filter.country),
    filter.status.length > 0 ? inArray(leads.status, filter.status) : undefined,
    ownerCondition(reader, filter.owner),
    deliveryCondition(filter.delivery),
    receivedCondition(reader, filter.received, now),
    filter.test === "shown" ? undefined : eq(leads.isTest, filter.test === "only"),
    filter.unread ? isUnread(reader) : undefined,
  );
}

/** True where the reader has not opened the lead. */
export function isUnread(reader: Reader): SQL {
  const read = alias(leadReads, "own_read");
  return notExists(
    db
      .select({ one: sql`1` })
      .from(read)
      .where(and(eq(read.workspaceId, leads.workspaceId), eq(read.userId, reader.userId), eq(read.leadId, leads.id))),
  );
}

/** "L-1244" or "1244", as people say it to each other. */
export function leadNumber(q: string): number | null {
  const digits = /^(?:l-?)?(\d{1,9})$/i.exec(q)?.[1];
  return digits ? Number(digits) : null;
}

export function searchCondition(q: string): SQL | undefined {
  const words = foldText(q).split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const number = leadNumber(q);
  return or(and(...words.map(containsWord)), number === null ? undefined : eq(leads.number, number));
}

/** The lead's search text holds the word, already folded, wherever it stands. */
export function containsWord(word: string): SQL {
  return sql`${leads.searchText} like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`;
}

function oneOf(value: SQL, choices: string[]): SQL | undefined {
  return choices.length > 0 ? inArray(value, choices) : undefined;
}

/** Without coalesce, so that the index of the views serves it. */
function actionCondition(actions: LeadFilter["action"]): SQL | undefined {
  const known = actions.filter((action) => action !== "none");
  return or(
    actions.includes("none") ? isNull(leads.action) : undefined,
    known.length > 0 ? inArray(leads.action, known) : undefined,
  );
}

function ownerCondition(reader: Reader, owners: LeadFilter["owner"]): SQL | undefined {
  const people = owners.filter((owner) => owner !== "none").map((owner) => (owner === "me" ? reader.userId : owner));
  return or(
    owners.includes("none") ? isNull(leads.ownerId) : undefined,
    people.length > 0 ? inArray(leads.ownerId, people) : undefined,
  );
}

function deliveryCondition(choices: Forwarding[]): SQL | undefined {
  const own = alias(deliveries, "own_delivery");
  const ofLead = (which?: SQL) =>
    sql`exists ${db
      .select({ one: sql`1` })
      .from(own)
      .where(and(eq(own.workspaceId, leads.workspaceId), eq(own.leadId, leads.id), which))}`;
  const condition: Record<Forwarding, () => SQL> = {
    delivered: () => ofLead(eq(own.state, "delivered")),
    waiting: () => ofLead(inArray(own.state, ["queued", "sending", "held"])),
    failed: () => ofLead(and(eq(own.state, "failed"), isNull(own.handledAt))),
    skipped: () =>
      ofLead(or(inArray(own.state, ["skipped", "cancelled"]), and(eq(own.state, "failed"), isNotNull(own.handledAt)))),
    none: () => sql`not ${ofLead()}`,
  };
  return or(...choices.map((choice) => condition[choice]()));
}

function receivedCondition(reader: Reader, received: LeadFilter["received"], now: Date): SQL | undefined {
  if (!received) return undefined;
  const hours = RECEIVED_HOURS.get(received);
  if (hours) return gte(leads.receivedAt, new Date(now.getTime() - hours * 3_600_000));
  const [from, to] = received.split("..");
  // A day begins at midnight where the reader is, and the database knows when that was.
  const midnight = (date: string) => sql`(${date}::date::timestamp at time zone ${reader.timeZone})`;
  return and(
    from ? sql`${leads.receivedAt} >= ${midnight(from)}` : undefined,
    to ? sql`${leads.receivedAt} < (${to}::date + 1)::timestamp at time zone ${reader.timeZone}` : undefined,
  );
}
