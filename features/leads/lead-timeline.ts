import { and, asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { db } from "#db/client.ts";
import { attempts, deliveries, destinations, leadEvents, leadMentions, users } from "#db/schema.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import {
  CLOSE_REASONS,
  type CloseReason,
  LEAD_FLAGS,
  LEAD_STATUSES,
  type LeadFlag,
  type LeadStatus,
} from "#features/leads/lead-words.ts";
import type { ReplyMeans } from "#features/leads/note-reply.ts";
import { type Colleague, type NotePart, noteParts } from "#features/leads/note-text.ts";

/** More than this is not read by anybody on one page; the newest are kept. */
const LIMIT = 200;

type Person = { userId: string | null; userName: string | null };
type Try = {
  deliveryId: string;
  destinationName: string;
  connector: string;
  number: number;
};

export type TimelineEntry = { id: string; at: Date } & (
  | { type: "received" }
  | { type: "repeat" }
  | ({ type: "opened" } & Person)
  | ({ type: "note"; parts: NotePart[] } & Person)
  | ({ type: "status"; from: LeadStatus; to: LeadStatus; reason: CloseReason | null } & Person)
  | ({ type: "owner"; ownerName: string | null; ownerId: string | null } & Person)
  | ({ type: "tags"; added: string[]; removed: string[] } & Person)
  | ({ type: "follow_up"; on: string | null } & Person)
  | ({ type: "flag"; flag: LeadFlag; on: boolean } & Person)
  | ({ type: "replied"; by: ReplyMeans } & Person)
  | ({ type: "erased" } & Person)
  | ({ type: "mapped"; version: number; fields: number; changed: number } & Try)
  | ({ type: "delivered"; durationMs: number; externalUrl: string | null } & Try)
  | ({ type: "problem"; outcome: "retry" | "reject" | "pause"; code: string | null; message: string | null } & Try)
);

/** What happened to a lead, newest first: what people did, and every try to forward it. */
export async function leadTimeline(reader: Reader, lead: LeadDetail): Promise<TimelineEntry[]> {
  const [events, tries] = await Promise.all([listEvents(reader, lead.id), listTries(reader, lead.id)]);
  const received: TimelineEntry = { id: lead.id, type: "received", at: lead.receivedAt };
  return [...events, ...tries, received].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, LIMIT);
}

// As lead-change.ts and the other verbs wrote them.
const statusDetails = z.object({
  from: z.enum(LEAD_STATUSES),
  to: z.enum(LEAD_STATUSES),
  reason: z.enum(CLOSE_REASONS).nullable().default(null),
});
/** Without its text where the lead was erased. */
const noteDetails = z.object({ text: z.string().default("") });
const listOfTags = z
  .string()
  .default("")
  .transform((tags) => tags.split(",").filter(Boolean));
const tagDetails = z.object({ added: listOfTags, removed: listOfTags });
const followUpDetails = z.object({ on: z.string().nullable() });
const flagDetails = z.object({ flag: z.enum(LEAD_FLAGS), on: z.enum(["true", "false"]) });
const replyDetails = z.object({ by: z.enum(["email", "phone"]) });

async function listEvents(reader: Reader, leadId: string): Promise<TimelineEntry[]> {
  const [rows, mentioned] = await Promise.all([selectEvents(reader, leadId), listMentioned(reader, leadId)]);
  return rows.map((row) => toEntry(row, mentioned));
}

function listMentioned(reader: Reader, leadId: string): Promise<Colleague[]> {
  return db
    .selectDistinct({ id: users.id, name: users.name })
    .from(leadMentions)
    .innerJoin(users, eq(users.id, leadMentions.userId))
    .where(and(eq(leadMentions.workspaceId, reader.workspaceId), eq(leadMentions.leadId, leadId)))
    .limit(LIMIT);
}

function selectEvents(reader: Reader, leadId: string) {
  const owners = alias(users, "owners");
  return db
    .select({
      id: leadEvents.id,
      at: leadEvents.createdAt,
      type: leadEvents.type,
      details: leadEvents.details,
      userId: leadEvents.userId,
      userName: users.name,
      ownerId: owners.id,
      ownerName: owners.name,
    })
    .from(leadEvents)
    .leftJoin(users, eq(users.id, leadEvents.userId))
    .leftJoin(owners, sql`${owners.id}::text = ${leadEvents.details}->>'ownerId'`)
    .where(and(eq(leadEvents.workspaceId, reader.workspaceId), eq(leadEvents.leadId, leadId)))
    .orderBy(desc(leadEvents.createdAt), desc(leadEvents.id))
    .limit(LIMIT);
}

type EventRow = Awaited<ReturnType<typeof selectEvents>>[number];

function toEntry(row: EventRow, mentioned: Colleague[]): TimelineEntry {
  const { id, at, type, details, ownerId, ownerName, ...person } = row;
  switch (type) {
    case "repeat":
      return { id, at, type };
    case "opened":
    case "erased":
      return { id, at, type, ...person };
    case "note":
      return { id, at, type, ...person, parts: noteParts(noteDetails.parse(details).text, mentioned) };
    case "status":
      return { id, at, type, ...person, ...statusDetails.parse(details) };
    case "owner":
      return { id, at, type, ...person, ownerId, ownerName };
    case "tags":
      return { id, at, type, ...person, ...tagDetails.parse(details) };
    case "follow_up":
      return { id, at, type, ...person, ...followUpDetails.parse(details) };
    case "flag": {
      const { flag, on } = flagDetails.parse(details);
      return { id, at, type, ...person, flag, on: on === "true" };
    }
    case "replied":
      return { id, at, type, ...person, ...replyDetails.parse(details) };
  }
}

async function listTries(reader: Reader, leadId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select({
      id: attempts.id,
      startedAt: attempts.startedAt,
      durationMs: attempts.durationMs,
      outcome: attempts.outcome,
      code: attempts.code,
      message: attempts.message,
      number: attempts.number,
      version: attempts.mappingVersion,
      fields: sql<number>`(select count(*)::int from jsonb_object_keys(${attempts.values}))`,
      changed: sql<number>`jsonb_array_length(${attempts.warnings})`,
      deliveryId: deliveries.id,
      externalUrl: deliveries.externalUrl,
      destinationName: destinations.name,
      connector: destinations.connector,
    })
    .from(deliveries)
    .innerJoin(
      destinations,
      and(eq(destinations.workspaceId, deliveries.workspaceId), eq(destinations.id, deliveries.destinationId)),
    )
    .innerJoin(attempts, and(eq(attempts.workspaceId, deliveries.workspaceId), eq(attempts.deliveryId, deliveries.id)))
    .where(and(eq(deliveries.workspaceId, reader.workspaceId), eq(deliveries.leadId, leadId)))
    .orderBy(desc(attempts.startedAt), asc(attempts.id))
    .limit(LIMIT);

  return rows.flatMap(
    ({ startedAt, durationMs, outcome, code, message, externalUrl, version, fields, changed, ...entry }) => {
      const at = new Date(startedAt.getTime() + durationMs);
      const tried: TimelineEntry =
        outcome === "delivered"
          ? { ...entry, at, type: "delivered", durationMs, externalUrl }
          : { ...entry, at, type: "problem", outcome, code, message };
      // Later tries map again, which is told only when another version did it.
      const before = rows.find(
        ({ deliveryId, number }) => deliveryId === entry.deliveryId && number === entry.number - 1,
      );
      if (version === null || fields === 0 || before?.version === version) return [tried];
      return [
        tried,
        { ...entry, id: `${entry.id} mapped`, at: startedAt, type: "mapped" as const, version, fields, changed },
      ];
    },
  );
}
