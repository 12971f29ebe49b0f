import { type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { deliveries, destinations, leadEvents, leads, receipts, users } from "#db/schema.ts";
import type { ExportColumn } from "#features/leads/export-columns.ts";

/**
 * How what Postgres gives becomes a cell: `number` is the lead's; `utc` and `local` are the time it came, and `zone` the
 * zone of that; in `notes` people are named by their ids (note-text.ts); `raw` is the headers of the request as JSON, a
 * line feed and its body.
 */
export type FieldKind = "text" | "number" | "boolean" | "json" | "utc" | "local" | "zone" | "notes" | "raw";
/** Fields with the very same `value` are selected once. */
export type LeadField = { kind: FieldKind; value: SQL };

const authors = alias(users, "authors");

/**
 * What a column of the export or a key of the API's JSON holds, to be selected from `leads` left joined to `users`, the
 * owners. `tags`, `notes` and `forwarding` are text for people in a table, and lists in JSON.
 */
export function leadField(column: ExportColumn, isJson: boolean): LeadField {
  switch (column) {
    case "number":
      return { kind: "number", value: NUMBER };
    case "first_name":
      return text(leads.firstName);
    case "last_name":
      return text(leads.lastName);
    case "email":
      return text(leads.email);
    case "phone":
      return text(leads.phone);
    case "company":
      return text(leads.company);
    case "job_title":
      return text(leads.title);
    case "country":
      return text(leads.country);
    case "country_code":
      return text(leads.countryCode);
    case "offer_title":
      return text(leads.offerTitle);
    case "publisher":
      return text(leads.publisher);
    case "offer_id":
      return text(leads.offerId);
    case "action":
      return text(leads.action);
    case "action_code":
      return text(leads.actionCode);
    case "marketplace":
      return text(leads.marketplace);
    case "lead_source":
      return text(leads.leadSource);
    case "received_at":
      return { kind: "utc", value: RECEIVED_AT };
    case "received_local":
      return { kind: "local", value: RECEIVED_AT };
    case "time_zone":
      return { kind: "zone", value: RECEIVED_AT };
    case "status":
      return text(leads.status);
    case "close_reason":
      return text(leads.closeReason);
    case "owner":
      return text(users.name);
    case "tags":
      return isJson ? json(TAGS_LIST) : text(TAGS_TEXT);
    case "follow_up_on":
      return text(sql`${leads.followUpOn}::text`);
    case "message":
      return text(leads.message);
    case "campaign":
      return isJson ? json(sql`${leads.campaign}`) : text(sql`nullif(${leads.campaign}, '{}')::text`);
    case "notes":
      return { kind: "notes", value: isJson ? NOTES_LIST : NOTES_TEXT };
    case "forwarding":
      return isJson ? json(FORWARDING_LIST) : text(FORWARDING_TEXT);
    case "raw":
      return { kind: "raw", value: RAW };
    case "do_not_contact":
      return { kind: "boolean", value: sql`${leads.doNotContact}` };
    case "test":
      return { kind: "boolean", value: sql`${leads.isTest}` };
  }
}

function text(value: SQL | PgColumn): LeadField {
  return { kind: "text", value: sql`${value}` };
}

function json(value: SQL): LeadField {
  return { kind: "json", value: sql`(${value})` };
}

const NUMBER = sql`${leads.number}`;
const RECEIVED_AT = sql`${leads.receivedAt}`;

// Most leads have none, and to find that out costs less than to write a list of nothing.
const HAS_TAGS = sql`cardinality(${leads.tags}) > 0`;
const TAGS_TEXT = sql`case when ${HAS_TAGS} then array_to_string(${leads.tags}, ', ') end`;
const TAGS_LIST = sql`case when ${HAS_TAGS} then to_jsonb(${leads.tags}) else '[]' end`;

const NOTES = sql`from ${leadEvents} left join ${users} as ${authors} on ${authors.id} = ${leadEvents.userId}
  where ${leadEvents.workspaceId} = ${leads.workspaceId} and ${leadEvents.leadId} = ${leads.id}
    and ${leadEvents.type} = 'note'`;
const IN_ORDER = sql`order by ${leadEvents.createdAt}, ${leadEvents.id}`;
const NOTES_TEXT = sql`(select string_agg(${leadEvents.details}->>'text', E'\n\n' ${IN_ORDER}) ${NOTES})`;
const NOTES_LIST = sql`(select coalesce(jsonb_agg(jsonb_build_object(
  'text', ${leadEvents.details}->>'text', 'author', ${authors.name}, 'created_at', ${utc(leadEvents.createdAt)}
  ) ${IN_ORDER}), '[]') ${NOTES})`;

const FORWARDING = sql`from ${deliveries} join ${destinations}
    on ${destinations.workspaceId} = ${deliveries.workspaceId} and ${destinations.id} = ${deliveries.destinationId}
  where ${deliveries.workspaceId} = ${leads.workspaceId} and ${deliveries.leadId} = ${leads.id}`;
const BY_DESTINATION = sql`order by ${destinations.createdAt}, ${destinations.id}, ${deliveries.copy}`;
const FORWARDING_TEXT = sql`(select string_agg(${destinations.name} || ': ' || ${deliveries.state}, '; ' ${BY_DESTINATION})
  ${FORWARDING})`;
const FORWARDING_LIST = sql`(select coalesce(jsonb_agg(jsonb_build_object(
  'destination', ${destinations.name}, 'connector', ${destinations.connector}, 'state', ${deliveries.state},
  'delivered_at', ${utc(deliveries.deliveredAt)}, 'url', ${deliveries.externalUrl}
  ) ${BY_DESTINATION}), '[]') ${FORWARDING})`;

const RAW = sql`(select convert_to(${receipts.headers}::text || E'\n', 'UTF8') || ${receipts.body} from ${receipts}
  where ${receipts.workspaceId} = ${leads.workspaceId} and ${receipts.id} = ${leads.receiptId})`;

/** As JSON has times: `2026-07-01T22:30:00.000Z`. */
function utc(time: PgColumn): SQL {
  return sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
