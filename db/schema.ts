import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

// The words are those of docs/glossary.md. Every domain row carries its workspace, first in its primary key, so that
// no query can mix publishers and the same schema can be distributed by tenant.
//
// Indexes that lists read from the newest on are ascending: Postgres reads them backwards, while desc() here makes DESC
// NULLS LAST, which an `order by ... desc` cannot use, so that every page would sort the whole table.

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
/** Ordered by code points whatever the server's language, so that NOTHING_LAST comes last. */
const sortKey = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const role = pgEnum("role", ["admin", "editor", "member", "viewer"]);
export const receiptState = pgEnum("receipt_state", ["pending", "lead", "repeat", "unreadable", "too_large"]);
export const leadStatus = pgEnum("lead_status", ["new", "contacted", "qualified", "closed"]);
export const deliveryState = pgEnum("delivery_state", [
  "queued",
  "sending",
  "delivered",
  "skipped",
  "held",
  "failed",
  "cancelled",
]);
export const attemptTrigger = pgEnum("attempt_trigger", ["auto", "replay", "bulk", "release"]);
export const attemptOutcome = pgEnum("attempt_outcome", ["delivered", "retry", "reject", "pause"]);
export const destinationState = pgEnum("destination_state", ["active", "paused"]);

export const replayMode = pgEnum("replay_mode", ["as_sent", "current"]);
export const noticeKind = pgEnum("notice_kind", ["broken", "recovered", "secret_expiring", "secret_expired"]);

/** Behind every text that somebody typed. */
export const NOTHING_LAST = "\uffff";

export const workspaces = pgTable("workspaces", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  timeZone: text("time_zone").notNull().default("UTC"),
  /** The number of the newest lead; the accept step counts it up in its transaction, so numbers have no gaps. */
  lastLeadNumber: integer("last_lead_number").notNull().default(0),
  createdAt: time("created_at").notNull().defaultNow(),
});

export const users = pgTable("users", {
  id: uuid().primaryKey(),
  /** Lower case, trimmed. */
  email: text().notNull().unique(),
  name: text().notNull(),
  /** argon2id; null for people who sign in elsewhere. */
  passwordHash: text("password_hash"),
  language: text().notNull().default("en"),
  timeZone: text("time_zone"),
  /** How this person likes to work: features/people/preferences.ts. */
  preferences: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  disabledAt: time("disabled_at"),
  createdAt: time("created_at").notNull().defaultNow(),
});

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: role().notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] }), index().on(table.userId)],
);

/** A signed-in browser. The cookie names the row; without the row the cookie is worth nothing. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull().defaultNow(),
    lastSeenAt: time("last_seen_at").notNull().defaultNow(),
  },
  (table) => [index().on(table.userId)],
);

/** The one-time set-up link of an empty database; replaced at every start until somebody has used it. */
export const setupLinks = pgTable("setup_links", {
  tokenHash: bytea("token_hash").primaryKey(),
  createdAt: time("created_at").notNull().defaultNow(),
});

/** Failed sign-ins by account and by network address: features/people/sign-in-throttle.ts. */
export const signInThrottles = pgTable("sign_in_throttles", {
  /** Keyed hash, because an account is an e-mail address. */
  key: text().primaryKey(),
  failures: integer().notNull(),
  /** No try is looked at before this. */
  waitUntil: time("wait_until"),
  lastFailedAt: time("last_failed_at").notNull(),
});

export const endpoints = pgTable(
  "endpoints",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    id: uuid().notNull(),
    name: text().notNull(),
    /** Leads a second that may come for ever, and how many at once after a pause. */
    ratePerSecond: integer("rate_per_second").notNull().default(20),
    burst: integer().notNull().default(200),
    disabledAt: time("disabled_at"),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const endpointKeys = pgTable(
  "endpoint_keys",
  {
    workspaceId: uuid("workspace_id").notNull(),
    id: uuid().notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    /** SHA-256 of the key; 32 random bytes need no slow hash. */
    keyHash: bytea("key_hash").notNull().unique(),
    keySealed: text("key_sealed").notNull(),
    keyTail: text("key_tail").notNull(),
    lastUsedAt: time("last_used_at"),
    revokedAt: time("revoked_at"),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.endpointId],
      foreignColumns: [endpoints.workspaceId, endpoints.id],
    }),
  ],
);

export const receipts = pgTable(
  "receipts",
  {
    workspaceId: uuid("workspace_id").notNull(),
    /** uuidv7, made when the request arrives, so that a repeated insert is recognised. */
    id: uuid().notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    keyId: uuid("key_id").notNull(),
    receivedAt: time("received_at").notNull(),
    state: receiptState().notNull(),
    /** The bytes as they came, still compressed if they were; the first 256 KiB of a body that is too large. */
    body: bytea().notNull(),
    bodyBytes: integer("body_bytes").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    /** Allow-listed request headers: content-type, content-encoding, user-agent. */
    headers: jsonb().$type<Record<string, string>>().notNull(),
    remoteAddress: text("remote_address").notNull(),
    /** Why it is unreadable: a code of features/intake/read-payload.ts, with line and column where they are known. */
    problem: jsonb().$type<{ code: string; line?: number; column?: number }>(),
    /** The lead it became or repeats. */
    leadId: uuid("lead_id"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("receipts_pending").on(table.id).where(sql`state = 'pending'`),
    index("receipts_by_endpoint").on(table.workspaceId, table.endpointId, table.receivedAt, table.id),
    /** The few that were repeats or rejected are found among the many that were not. */
    index("receipts_not_accepted")
      .on(table.workspaceId, table.endpointId, table.state, table.receivedAt, table.id)
      .where(sql`state in ('repeat', 'unreadable', 'too_large')`),
    index("receipts_by_hash").on(table.endpointId, table.bodyHash, table.receivedAt),
    index("receipts_by_lead").on(table.workspaceId, table.leadId).where(sql`lead_id is not null`),
  ],
);

/** Requests of which nothing is kept but how many there were: wrong keys and floods. */
export const refusals = pgTable(
  "refusals",
  {
    day: text().notNull(),
    /** `unknown_key` has no endpoint; `rate_limited` has one. */
    reason: text().notNull(),
    endpointId: uuid("endpoint_id"),
    count: integer().notNull(),
    lastAt: time("last_at").notNull(),
  },
  (table) => [unique("refusals_key").on(table.day, table.reason, table.endpointId).nullsNotDistinct()],
);

export const leads = pgTable(
  "leads",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    id: uuid().notNull(),
    /** Counts from 1 in each workspace; people say "L-1244". */
    number: integer().notNull(),
    endpointId: uuid("endpoint_id").notNull(),
    receiptId: uuid("receipt_id").notNull(),
    receivedAt: time("received_at").notNull(),

    // What Microsoft sent, field by field, blanks as null.
    firstName: text("first_name"),
    lastName: text("last_name"),
    email: text(),
    phone: text(),
    country: text(),
    company: text(),
    title: text(),
    leadSource: text("lead_source"),
    actionCode: text("action_code"),
    offerTitle: text("offer_title"),
    description: text(),

    // What Buzón understood from it.
    /** contact, install, test_drive, purchase, dnc; other for a code we do not know; null when none was sent. */
    action: text(),
    /** appsource, azure_marketplace, azure_portal, test_drive; other; null. */
    marketplace: text(),
    publisher: text(),
    offerId: text("offer_id"),
    countryCode: text("country_code"),
    /** The customer's own words, where Description holds words. */
    message: text(),
    /** Parameters of the listing link, where Description holds them: mktcmpid, utm_source, ... */
    campaign: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Keys Microsoft added that we do not know, as they came. */
    extra: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    isTest: boolean("is_test").notNull().default(false),
    /** When Microsoft made the test lead, read from its marker. */
    testSentAt: time("test_sent_at"),
    doNotContact: boolean("do_not_contact").notNull().default(false),
    /** Keyed hash of e-mail, else phone, else name and company: leads with the same are one person's. */
    personKey: text("person_key").notNull(),
    repeatCount: integer("repeat_count").notNull().default(0),
    /** Name, company, e-mail, offer, message and notes without case and accents; what search looks at. */
    searchText: text("search_text").notNull(),
    /** Lower case, what stands behind the @. */
    emailDomain: text("email_domain"),
    /** What lists are ordered by: last name first, without case and accents, cut short; NOTHING_LAST for none. */
    sortName: sortKey("sort_name").notNull().default(NOTHING_LAST),
    sortCompany: sortKey("sort_company").notNull().default(NOTHING_LAST),

    status: leadStatus().notNull().default("new"),
    /** Why it is closed: features/leads/lead-words.ts CLOSE_REASONS; null where nobody said. */
    closeReason: text("close_reason"),
    ownerId: uuid("owner_id").references(() => users.id),
    tags: text().array().notNull().default([]),
    /** The day somebody means to come back to it. */
    followUpOn: date("follow_up_on"),
    noteCount: integer("note_count").notNull().default(0),
    firstTouchAt: time("first_touch_at"),
    /** When the personal data was taken out of it; what stays are counts and hashes. */
    erasedAt: time("erased_at"),

    // What became of its deliveries, in as many words as lists ask for. Kept by a trigger on `deliveries`; true from the
    // first moment where a destination is connected, which spares the lead a second version of its row.
    isForwarded: boolean("is_forwarded").notNull().default(false),
    hasFailedDelivery: boolean("has_failed_delivery").notNull().default(false),
    hasSkippedDelivery: boolean("has_skipped_delivery").notNull().default(false),

    // What lists are filtered by, cut short because an index takes no entry over 2.7 kB.
    offerKey: text("offer_key").generatedAlwaysAs(sql`left(offer_title, 100)`),
    publisherKey: text("publisher_key").generatedAlwaysAs(sql`left(publisher, 60)`),
    countryKey: text("country_key").generatedAlwaysAs(sql`left(coalesce(country_code, country), 60)`),
    hasEmail: boolean("has_email").generatedAlwaysAs(sql`email is not null`),
    hasPhone: boolean("has_phone").generatedAlwaysAs(sql`phone is not null`),
    hasCompany: boolean("has_company").generatedAlwaysAs(sql`company is not null`),
    hasMessage: boolean("has_message").generatedAlwaysAs(sql`message is not null`),
    hasNote: boolean("has_note").generatedAlwaysAs(sql`note_count > 0`),
    isRepeated: boolean("is_repeated").generatedAlwaysAs(sql`repeat_count > 0`),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("leads_number").on(table.workspaceId, table.number),
    uniqueIndex("leads_receipt").on(table.workspaceId, table.receiptId),
    // leads_newest over workspace, time and id holds every column that lists are filtered by, so that the longest search
    // for the newest leads of a filter reads one index and not the leads. drizzle has no word for `include`:
    // db/migrations/0005_lists.sql.
    index("leads_by_action").on(table.workspaceId, table.action, table.receivedAt, table.id).where(sql`not is_test`),
    /** Where a filter finds few leads, this finds them: whatever values are asked for, together. */
    index("leads_facets").using(
      "gin",
      table.status,
      table.action,
      table.marketplace,
      table.ownerId,
      table.countryKey,
      table.offerKey,
      table.publisherKey,
      table.tags,
      table.isTest,
      table.doNotContact,
      table.isForwarded,
      table.hasFailedDelivery,
      table.hasSkippedDelivery,
      table.hasEmail,
      table.hasPhone,
      table.hasCompany,
      table.hasMessage,
      table.hasNote,
      table.isRepeated,
    ),
    index("leads_tagged").on(table.workspaceId, table.receivedAt, table.id).where(sql`tags <> '{}'`),
    index("leads_by_person").on(table.workspaceId, table.personKey),
    index("leads_by_domain").on(table.workspaceId, table.emailDomain, table.receivedAt),
    index("leads_by_name").on(table.workspaceId, table.sortName, table.id),
    index("leads_by_company").on(table.workspaceId, table.sortCompany, table.id),
    index("leads_by_follow_up").on(table.workspaceId, sql`coalesce(follow_up_on, 'infinity'::date)`, table.id),
    index("leads_by_endpoint").on(table.workspaceId, table.endpointId, table.isTest, table.receivedAt),
    index("leads_search").using("gin", table.searchText.op("gin_trgm_ops")),
    foreignKey({
      columns: [table.workspaceId, table.endpointId],
      foreignColumns: [endpoints.workspaceId, endpoints.id],
    }),
    foreignKey({
      columns: [table.workspaceId, table.receiptId],
      foreignColumns: [receipts.workspaceId, receipts.id],
    }),
  ],
);

/** What people did with a lead, and its repeats; what destinations did is in `attempts`. */
export const leadEvents = pgTable(
  "lead_events",
  {
    workspaceId: uuid("workspace_id").notNull(),
    id: uuid().notNull(),
    leadId: uuid("lead_id").notNull(),
    type: text()
      .$type<"status" | "owner" | "note" | "opened" | "repeat" | "tags" | "follow_up" | "flag" | "replied" | "erased">()
      .notNull(),
    userId: uuid("user_id").references(() => users.id),
    /**
     * status: {from, to, reason?}; owner: {ownerId}; note: {text}; repeat: {receiptId}; tags: {added, removed}, comma-separated;
     * follow_up: {on}; flag: {flag: test | do_not_contact, on: true | false}; replied: {by: email | phone}
     */
    details: jsonb().$type<Record<string, string | null>>().notNull().default({}),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("lead_events_by_lead").on(table.workspaceId, table.leadId, table.createdAt),
    foreignKey({ columns: [table.workspaceId, table.leadId], foreignColumns: [leads.workspaceId, leads.id] }),
  ],
);

/** Who has read which lead; no row means unread for that person. */
export const leadReads = pgTable(
  "lead_reads",
  {
    workspaceId: uuid("workspace_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    leadId: uuid("lead_id").notNull(),
    readAt: time("read_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.leadId] }),
    foreignKey({ columns: [table.workspaceId, table.leadId], foreignColumns: [leads.workspaceId, leads.id] }),
  ],
);

/** Who was named in which note. */
export const leadMentions = pgTable(
  "lead_mentions",
  {
    workspaceId: uuid("workspace_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    eventId: uuid("event_id").notNull(),
    leadId: uuid("lead_id").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    /** When that person has opened the lead since. */
    seenAt: time("seen_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.eventId] }),
    index("lead_mentions_by_lead").on(table.workspaceId, table.leadId),
    foreignKey({ columns: [table.workspaceId, table.leadId], foreignColumns: [leads.workspaceId, leads.id] }),
    foreignKey({
      columns: [table.workspaceId, table.eventId],
      foreignColumns: [leadEvents.workspaceId, leadEvents.id],
    }),
  ],
);

/** A filter with a name, and how its list looks. */
export const savedViews = pgTable(
  "saved_views",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    id: uuid().notNull(),
    /** Whose it is; only that person and admins change it. */
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    /** In the words of features/leads/write-filter.ts. */
    filter: text().notNull(),
    /** features/leads/list-sort.ts */
    sort: text().notNull(),
    /** features/leads/list-columns.ts; null is the usual ones. */
    columns: text().array(),
    isShared: boolean("is_shared").notNull().default(false),
    /** Its place among the views of the same person, from 0; shared ones of others come behind. */
    position: integer().notNull().default(0),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique("saved_views_name").on(table.workspaceId, table.userId, table.name),
  ],
);

/** One order to change many leads: what, which, how far it is. */
export const bulkChanges = pgTable(
  "bulk_changes",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    id: uuid().notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: time("created_at").notNull().defaultNow(),
    /** features/bulk/bulk-order.ts */
    change: jsonb().$type<Record<string, unknown>>().notNull(),
    /** In the words of features/leads/write-filter.ts, read in the time zone of who gave the order. */
    filter: text().notNull(),
    timeZone: text("time_zone").notNull(),
    /** Leads that came later are not meant. */
    asOf: time("as_of").notNull(),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    state: text().$type<"running" | "done" | "cancelled" | "failed">().notNull().default("running"),
    /** Until which lead it has come. */
    lastLeadId: uuid("last_lead_id"),
    finishedAt: time("finished_at"),
    /** The change that this one takes back. */
    undoes: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("bulk_changes_running").on(table.createdAt).where(sql`state = 'running'`),
    unique("bulk_changes_undone_once").on(table.workspaceId, table.undoes),
  ],
);

/** What a bulk change found at each lead it changed: what taking it back puts there again. */
export const bulkChangedLeads = pgTable(
  "bulk_changed_leads",
  {
    workspaceId: uuid("workspace_id").notNull(),
    changeId: uuid("change_id").notNull(),
    leadId: uuid("lead_id").notNull(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.changeId, table.leadId] }),
    foreignKey({
      columns: [table.workspaceId, table.changeId],
      foreignColumns: [bulkChanges.workspaceId, bulkChanges.id],
    }),
  ],
);

/** A file that is being made of leads, or was: who takes it, and how far it is. */
export const leadExports = pgTable(
  "lead_exports",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    id: uuid().notNull(),
    /** One of both: a person or a key. */
    userId: uuid("user_id").references(() => users.id),
    apiKeyId: uuid("api_key_id"),
    rows: integer().notNull().default(0),
    bytes: bigint({ mode: "number" }).notNull().default(0),
    state: text().$type<"running" | "complete" | "cancelled" | "broken_off">().notNull().default("running"),
    startedAt: time("started_at").notNull().defaultNow(),
    /** While it runs, when it last said how far it is. */
    updatedAt: time("updated_at").notNull().defaultNow(),
    /** Somebody does not want it any more; whoever makes it stops at once. */
    cancelledAt: time("cancelled_at"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** For reading by program. The key itself is shown once, when it is made. */
export const apiKeys = pgTable(
  "api_keys",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    id: uuid().notNull(),
    name: text().notNull(),
    /** SHA-256 of the key; 32 random bytes need no slow hash. */
    keyHash: bytea("key_hash").notNull().unique(),
    keyTail: text("key_tail").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: time("created_at").notNull().defaultNow(),
    lastUsedAt: time("last_used_at"),
    revokedAt: time("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const destinations = pgTable(
  "destinations",
  {
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    id: uuid().notNull(),
    /** A key of connectors/registry.ts. */
    connector: text().notNull(),
    name: text().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull(),
    /** JSON of the credentials, sealed; null when the connector needs none. */
    credentialsSealed: text("credentials_sealed"),
    /** The last four characters of each credential, for people to recognise it. */
    credentialTails: jsonb("credential_tails").$type<Record<string, string>>().notNull().default({}),
    state: destinationState().notNull().default("active"),
    /** Why it is paused: by a person (userId) or by the destination's answer (code, message). */
    pauseReason: jsonb("pause_reason").$type<{ cause: string; code?: string; message?: string; userId?: string }>(),
    pausedAt: time("paused_at"),
    /** No call before this time: the destination asked for it (429 and Retry-After). */
    nextAllowedAt: time("next_allowed_at"),
    /** What `describe()` last answered, kept while the CRM is away. */
    fields: jsonb().$type<unknown[]>(),
    fieldsReadAt: time("fields_read_at"),
    /** The version every lead is mapped with. */
    liveMappingVersion: integer("live_mapping_version"),
    /** Which leads go there: features/rules/routing.ts; null is the default, every lead but the locked kinds. */
    routing: jsonb().$type<unknown>(),
    /** How fast, where an admin wants it slower than the connector's own limits. */
    limits: jsonb().$type<{ perMinute?: number; concurrency?: number }>().notNull().default({}),
    /** When a destination on hold is tried next by itself; null when only a person can release it. */
    probeAt: time("probe_at"),
    /** Tries by itself since it is on hold. */
    probeCount: integer("probe_count").notNull().default(0),
    /** The deliveries whose tries failed in a row since the last one that arrived: features/deliveries/strikes.ts. */
    strikes: jsonb().$type<{ kind: "retry" | "reject"; code: string; deliveryIds: string[] }>(),
    /** Since when it has been broken, over every hold and pause in between; null once a lead has arrived again. */
    brokenSince: time("broken_since"),
    /** Its pace: the next try may not start before this time. */
    nextSlotAt: time("next_slot_at"),
    /** The day the client secret or key stops working, as an admin noted it. */
    credentialsExpireOn: date("credentials_expire_on"),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** Published versions, and at most one draft (version null) for each destination. */
export const mappings = pgTable(
  "mappings",
  {
    workspaceId: uuid("workspace_id").notNull(),
    id: uuid().notNull(),
    destinationId: uuid("destination_id").notNull(),
    version: integer(),
    /** features/mappings/mapping.ts */
    rows: jsonb().$type<unknown[]>().notNull(),
    note: text(),
    updatedBy: uuid("updated_by").references(() => users.id),
    updatedAt: time("updated_at").notNull().defaultNow(),
    publishedAt: time("published_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique("mappings_version").on(table.workspaceId, table.destinationId, table.version).nullsNotDistinct(),
    foreignKey({
      columns: [table.workspaceId, table.destinationId],
      foreignColumns: [destinations.workspaceId, destinations.id],
    }),
  ],
);

export const deliveries = pgTable(
  "deliveries",
  {
    workspaceId: uuid("workspace_id").notNull(),
    /** The record's identity at the destination, made when the delivery is queued. */
    id: uuid().notNull(),
    leadId: uuid("lead_id").notNull(),
    destinationId: uuid("destination_id").notNull(),
    /** The lead's, so that one person's leads reach a destination in their order. */
    personKey: text("person_key").notNull(),
    state: deliveryState().notNull(),
    /** test, do_not_contact */
    skipReason: text("skip_reason"),
    nextAttemptAt: time("next_attempt_at"),
    /** What the next attempt is for: the first and its retries are `auto`. */
    nextTrigger: attemptTrigger("next_trigger").notNull().default("auto"),
    leaseUntil: time("lease_until"),
    /** The fencing token: only the holder of the newest lease may record a result. */
    leaseToken: uuid("lease_token"),
    /** Counted when an attempt starts, so that a try that crashes the worker counts too. */
    attemptCount: integer("attempt_count").notNull().default(0),
    firstAttemptAt: time("first_attempt_at"),
    /** The last try may have reached the destination although no answer came back. */
    previousUnknown: boolean("previous_unknown").notNull().default(false),
    /** Ids a delivery of several steps has already made. */
    steps: jsonb().$type<Record<string, string>>().notNull().default({}),
    mappingVersion: integer("mapping_version"),
    externalId: text("external_id"),
    externalUrl: text("external_url"),
    /** Counts the deliveries of one lead to one destination: "send as new" makes another one, and a second record. */
    copy: integer().notNull().default(0),
    /** What the next try sends instead of mapping the lead anew: "send again as sent". */
    resendValues: jsonb("resend_values").$type<Record<string, unknown>>(),
    /** The bulk replay that queued it last. */
    replayId: uuid("replay_id"),
    /** What that replay found, for as long as it has not tried it: what cancelling the replay puts back. */
    beforeReplay: jsonb("before_replay").$type<{
      state: (typeof deliveryState.enumValues)[number];
      nextAttemptAt: string | null;
      nextTrigger: (typeof attemptTrigger.enumValues)[number];
      mappingVersion: number | null;
      resendValues: Record<string, unknown> | null;
      updatedAt: string;
      replayId: string | null;
    }>(),
    /** A person has dealt with its failure; it is no longer counted as one. */
    handledAt: time("handled_at"),
    handledBy: uuid("handled_by").references(() => users.id),
    /** The last outcome that was not a delivery. */
    lastProblem: jsonb("last_problem").$type<{
      code: string;
      message: string;
      fields?: { field: string; message: string }[];
    }>(),
    deliveredAt: time("delivered_at"),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique("deliveries_pair").on(table.workspaceId, table.leadId, table.destinationId, table.copy),
    index("deliveries_of_replay").on(table.workspaceId, table.replayId).where(sql`replay_id is not null`),
    index("deliveries_due").on(table.destinationId, table.nextAttemptAt, table.id).where(sql`state = 'queued'`),
    index("deliveries_leased").on(table.leaseUntil).where(sql`state = 'sending'`),
    index("deliveries_open_by_person")
      .on(table.destinationId, table.personKey, table.id)
      .where(sql`state in ('queued', 'sending', 'held')`),
    index("deliveries_unsettled")
      .on(table.workspaceId, table.state, table.id)
      .where(sql`state in ('queued', 'sending', 'held', 'failed')`),
    // deliveries_by_state, with what lists of leads ask of a delivery, is in db/migrations/0005_lists.sql for its `include`.
    index("deliveries_delivered")
      .on(table.workspaceId, table.destinationId, table.deliveredAt)
      .where(sql`state = 'delivered'`),
    foreignKey({ columns: [table.workspaceId, table.leadId], foreignColumns: [leads.workspaceId, leads.id] }),
    foreignKey({
      columns: [table.workspaceId, table.destinationId],
      foreignColumns: [destinations.workspaceId, destinations.id],
    }),
  ],
);

export const attempts = pgTable(
  "attempts",
  {
    workspaceId: uuid("workspace_id").notNull(),
    id: uuid().notNull(),
    deliveryId: uuid("delivery_id").notNull(),
    number: integer().notNull(),
    trigger: attemptTrigger().notNull(),
    outcome: attemptOutcome().notNull(),
    code: text(),
    message: text(),
    warnings: jsonb().$type<unknown[]>().notNull().default([]),
    mappingVersion: integer("mapping_version"),
    /** The mapped values by destination field, as they were sent. */
    values: jsonb().$type<Record<string, unknown>>(),
    /** Requests and answers, without credentials: connectors/connector.ts `Exchange`. */
    exchanges: jsonb().$type<unknown[]>().notNull(),
    startedAt: time("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("attempts_number").on(table.workspaceId, table.deliveryId, table.number),
    index("attempts_problems").on(table.workspaceId, table.startedAt).where(sql`outcome <> 'delivered'`),
    foreignKey({
      columns: [table.workspaceId, table.deliveryId],
      foreignColumns: [deliveries.workspaceId, deliveries.id],
    }),
  ],
);

/** A person's order to send again everything a filter matched; how far it is, its deliveries say. */
export const replays = pgTable(
  "replays",
  {
    workspaceId: uuid("workspace_id").notNull(),
    id: uuid().notNull(),
    /** The filter of the deliveries list, as its address holds it. */
    filter: jsonb().$type<Record<string, unknown>>().notNull(),
    mode: replayMode().notNull(),
    total: integer().notNull(),
    createdBy: uuid("created_by").references(() => users.id),
    createdAt: time("created_at").notNull().defaultNow(),
    cancelledAt: time("cancelled_at"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** Records made at a destination to try a mapping, so that they can be deleted there again. */
export const testRecords = pgTable(
  "test_records",
  {
    workspaceId: uuid("workspace_id").notNull(),
    /** The record's identity at the destination, like a delivery's. */
    id: uuid().notNull(),
    destinationId: uuid("destination_id").notNull(),
    leadId: uuid("lead_id"),
    values: jsonb().$type<Record<string, unknown>>().notNull(),
    externalId: text("external_id"),
    externalUrl: text("external_url"),
    createdBy: uuid("created_by").references(() => users.id),
    createdAt: time("created_at").notNull().defaultNow(),
    deletedAt: time("deleted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("test_records_newest").on(table.workspaceId, table.destinationId, table.createdAt),
    foreignKey({
      columns: [table.workspaceId, table.destinationId],
      foreignColumns: [destinations.workspaceId, destinations.id],
    }),
  ],
);

/** What the people who look after a destination are told once: it broke, it is back, its secret runs out. */
export const notices = pgTable(
  "notices",
  {
    workspaceId: uuid("workspace_id").notNull(),
    id: uuid().notNull(),
    destinationId: uuid("destination_id").notNull(),
    kind: noticeKind().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: time("created_at").notNull().defaultNow(),
    emailedAt: time("emailed_at"),
    /** A notice that somebody has seen to is no longer shown. */
    dismissedAt: time("dismissed_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("notices_newest").on(table.workspaceId, table.createdAt),
    index("notices_to_email").on(table.createdAt).where(sql`emailed_at is null`),
    foreignKey({
      columns: [table.workspaceId, table.destinationId],
      foreignColumns: [destinations.workspaceId, destinations.id],
    }),
  ],
);

/** Who exported, saw or changed what. Insert only. */
export const auditEvents = pgTable(
  "audit_events",
  {
    workspaceId: uuid("workspace_id").notNull(),
    id: uuid().notNull(),
    userId: uuid("user_id"),
    action: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("audit_events_newest").on(table.workspaceId, table.createdAt),
  ],
);
