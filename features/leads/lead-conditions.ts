import { and, eq, inArray, isNotNull, isNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { db } from "#db/client.ts";
import { deliveries, destinations, endpoints, leadMentions, leadReads, leads, users } from "#db/schema.ts";
import {
  type Condition,
  type FilterField,
  type LeadFilter,
  RECEIVED_HOURS,
  TOUCH_HOURS,
} from "#features/leads/lead-filter.ts";
import { followUpKey } from "#features/leads/lead-key.ts";
import { leadNumber } from "#features/leads/named-lead.ts";
import { isUuid } from "#features/leads/parse-value.ts";
import type { Session } from "#features/people/session.ts";
import { foldText } from "#lib/fold.ts";

export type Reader = Pick<Session, "workspaceId" | "userId" | "timeZone">;

/**
 * The filter as a condition on `leads`: the one meaning it has for the list, the counts, rules, the export and the API.
 * `now` is what "the last 7 days" counts back from, and whose day it is where the reader is.
 */
export function leadConditions(reader: Reader, filter: LeadFilter, now: Date): SQL | undefined {
  return and(
    eq(leads.workspaceId, reader.workspaceId),
    ...filter.map((condition) => conditionOf(reader, condition, now)),
    filter.some(({ field }) => field === "test") ? undefined : eq(leads.isTest, false),
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

/** The lead holds the words as they stand, or has the number they say. */
export function searchCondition(words: string): SQL | undefined {
  const folded = foldText(words);
  if (!folded) return undefined;
  const number = leadNumber(words);
  return or(containsWord(folded), number === null ? undefined : eq(leads.number, number));
}

/** The lead's search text holds the word, already folded, wherever it stands. */
export function containsWord(word: string): SQL {
  return sql`${leads.searchText} like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`;
}

/** What one condition means, without the workspace. */
export function conditionOf(reader: Reader, condition: Condition, now: Date): SQL | undefined {
  const holds = MEANINGS[condition.field](condition.values, { reader, now, of: condition.of });
  // Not true, which is more than false: also where there is no value to compare.
  return holds && condition.isNot ? sql`(${holds}) is not true` : holds;
}

type Context = { reader: Reader; now: Date; of?: string };
type Meaning = (values: readonly string[], context: Context) => SQL | undefined;

/** A closed choice of conditions, of which any may hold. */
const anyOf =
  (meanings: Record<string, (context: Context) => SQL | undefined>): Meaning =>
  (values, context) =>
    or(...values.map((value) => meanings[value]?.(context)));

/** A column that holds one of the values, or none. */
const oneOf =
  (column: PgColumn): Meaning =>
  (values) => {
    const known = values.filter((value) => value !== "none");
    return or(
      values.includes("none") ? isNull(column) : undefined,
      known.length > 0 ? inArray(column, known) : undefined,
    );
  };

/** The same for a text of any length, by the short column that indexes hold; what is as long as that is compared whole. */
const oneOfText =
  (text: SQL, short: PgColumn, length: number): Meaning =>
  (values) => {
    const known = values.filter((value) => value !== "none").map((value) => [...value]);
    const isShort = known.every(({ length: characters }) => characters < length);
    const cut = known.map((value) => value.slice(0, length).join(""));
    return or(
      values.includes("none") ? isNull(short) : undefined,
      known.length > 0 ? and(inArray(short, cut), isShort ? undefined : inArray(text, [...values])) : undefined,
    );
  };

const MEANINGS: Record<FilterField, Meaning> = {
  text: (values) => or(...values.map(searchCondition)),
  action: oneOf(leads.action),
  marketplace: oneOf(leads.marketplace),
  offer: oneOfText(sql`${leads.offerTitle}`, leads.offerKey, 100),
  publisher: oneOfText(sql`${leads.publisher}`, leads.publisherKey, 60),
  country: oneOfText(sql`coalesce(${leads.countryCode}, ${leads.country})`, leads.countryKey, 60),
  status: oneOf(leads.status),
  owner: (values, { reader }) => or(...values.map((value) => ownedBy(value, reader))),
  is: anyOf({
    dnc: () => eq(leads.doNotContact, true),
    repeat: () => eq(leads.isRepeated, true),
    incomplete: () => eq(leads.hasEmail, false),
    unread: ({ reader }) => isUnread(reader),
    test: () => eq(leads.isTest, true),
  }),
  test: anyOf({
    hidden: () => eq(leads.isTest, false),
    shown: () => sql`true`,
    only: () => eq(leads.isTest, true),
  }),
  delivery: anyOf({
    delivered: ({ of }) => hasDelivery((own) => eq(own.state, "delivered"), of),
    waiting: ({ of }) => hasDelivery((own) => inArray(own.state, ["queued", "sending", "held"]), of),
    held: ({ of }) => hasDelivery((own) => eq(own.state, "held"), of),
    // The lead itself knows of any; only which destination it was, its deliveries have to say.
    failed: ({ of }) => and(eq(leads.hasFailedDelivery, true), of ? hasDelivery(hasFailed, of) : undefined),
    skipped: ({ of }) => and(eq(leads.hasSkippedDelivery, true), of ? hasDelivery(wasSkipped, of) : undefined),
    none: ({ of }) => (of ? sql`not ${hasDelivery(() => undefined, of)}` : eq(leads.isForwarded, false)),
  }),
  received: (values, { reader, now }) => or(...values.map((value) => wasReceived(value, reader, now))),
  due: (values, { reader, now }) => or(...values.map((value) => isDue(value, reader, now))),
  touch: (values) => or(...values.map(wasTouched)),
  has: anyOf({
    email: () => eq(leads.hasEmail, true),
    phone: () => eq(leads.hasPhone, true),
    company: () => eq(leads.hasCompany, true),
    message: () => eq(leads.hasMessage, true),
    note: () => eq(leads.hasNote, true),
    follow_up: () => isNotNull(leads.followUpOn),
  }),
  tag: (values) =>
    or(
      values.includes("none") ? sql`${leads.tags} = '{}'` : undefined,
      // "Has tags" says nothing new; it is what the index of the leads with tags asks for.
      ...values.map((tag) => sql`(${leads.tags} <> '{}' and ${leads.tags} @> array[${tag}])`),
    ),
  domain: oneOf(leads.emailDomain),
  endpoint: (values) =>
    sql`${leads.endpointId} in (select ${endpoints.id} from ${endpoints}
      where ${eq(endpoints.workspaceId, leads.workspaceId)}
        and ${or(inArray(endpoints.name, [...values]), inArray(sql`${endpoints.id}::text`, [...values]))})`,
  mentions: (_values, { reader }) =>
    sql`exists (select from ${leadMentions} where ${and(
      eq(leadMentions.workspaceId, leads.workspaceId),
      eq(leadMentions.leadId, leads.id),
      eq(leadMentions.userId, reader.userId),
    )})`,
  number: (values) => inArray(leads.number, values.map(Number)),
};

function ownedBy(value: string, reader: Reader): SQL {
  if (value === "none") return isNull(leads.ownerId);
  if (value === "me") return eq(leads.ownerId, reader.userId);
  if (isUuid(value)) return eq(leads.ownerId, value);
  return sql`${leads.ownerId} = (select ${users.id} from ${users} where ${eq(users.email, value)})`;
}

const own = alias(deliveries, "own_delivery");

const hasFailed = (delivery: typeof own) => and(eq(delivery.state, "failed"), isNull(delivery.handledAt));
const wasSkipped = (delivery: typeof own) =>
  or(
    inArray(delivery.state, ["skipped", "cancelled"]),
    and(eq(delivery.state, "failed"), isNotNull(delivery.handledAt)),
  );

function hasDelivery(which: (delivery: typeof own) => SQL | undefined, of?: string): SQL {
  const destination = sql`(select ${destinations.id} from ${destinations}
    where ${destinations.workspaceId} = ${leads.workspaceId}
      and (${destinations.connector} = ${of ?? null} or ${destinations.id}::text = ${of ?? null}))`;
  return sql`exists ${db
    .select({ one: sql`1` })
    .from(own)
    .where(
      and(
        eq(own.workspaceId, leads.workspaceId),
        eq(own.leadId, leads.id),
        of ? sql`${own.destinationId} in ${destination}` : undefined,
        which(own),
      ),
    )}`;
}

function wasReceived(value: string, reader: Reader, now: Date): SQL | undefined {
  const hours = RECEIVED_HOURS.get(value);
  if (hours)
    return sql`${leads.receivedAt} >= ${new Date(now.getTime() - hours * 3_600_000).toISOString()}::timestamptz`;
  const [from, to] = value.split("..");
  // A day begins at midnight where the reader is, and the database knows when that was.
  return and(
    from ? sql`${leads.receivedAt} >= (${from}::date::timestamp at time zone ${reader.timeZone})` : undefined,
    to ? sql`${leads.receivedAt} < (${to}::date + 1)::timestamp at time zone ${reader.timeZone}` : undefined,
  );
}

/** By the key of the index; where nobody means to come back it is behind every day. */
function isDue(value: string, reader: Reader, now: Date): SQL | undefined {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: reader.timeZone, dateStyle: "short" }).format(now);
  switch (value) {
    case "none":
      return isNull(leads.followUpOn);
    case "overdue":
      return and(sql`${followUpKey} < ${today}::date`, sql`${leads.status} <> 'closed'`);
    case "today":
      return sql`${followUpKey} = ${today}::date`;
    case "7d":
      return sql`${followUpKey} between ${today}::date and ${today}::date + 6`;
  }
  const [from, to] = value.split("..");
  return and(
    isNotNull(leads.followUpOn),
    from ? sql`${followUpKey} >= ${from}::date` : undefined,
    to ? sql`${followUpKey} <= ${to}::date` : undefined,
  );
}

function wasTouched(value: string): SQL | undefined {
  const hours = TOUCH_HOURS.get(value);
  if (!hours) return isNull(leads.firstTouchAt);
  const [from, below] = hours;
  const waited = sql`${leads.firstTouchAt} - ${leads.receivedAt}`;
  return and(
    isNotNull(leads.firstTouchAt),
    from > 0 ? sql`${waited} >= make_interval(hours => ${from})` : undefined,
    Number.isFinite(below) ? sql`${waited} < make_interval(hours => ${below})` : undefined,
  );
}
