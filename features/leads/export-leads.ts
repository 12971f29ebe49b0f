import { pipeline, Readable, type Transform } from "node:stream";
import { desc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import { db, openPool } from "#db/client.ts";
import { readInBatches } from "#db/read-in-batches.ts";
import { auditEvents, leads, users } from "#db/schema.ts";
import { type ExportColumn, exportColumns } from "#features/leads/export-columns.ts";
import type { ExportOptions } from "#features/leads/export-options.ts";
import { leadConditions } from "#features/leads/lead-conditions.ts";
import { type LeadFilter, leadFilterParams } from "#features/leads/lead-filter.ts";
import { decodeBody } from "#features/leads/raw-body.ts";
import type { Session } from "#features/people/session.ts";
import { csvStringifier } from "#lib/csv.ts";
import { log } from "#lib/log.ts";

/** Exports wait for each other here, so that slow downloads never keep pages from the database. */
const POOL_SIZE = 3;

const BATCH_ROWS = 500;
/** A raw body may hold 256 KiB. */
const BATCH_ROWS_WITH_RAW = 20;

/**
 * The leads of the filter as a CSV file, in the order of the list. Rows are read as fast as the file is taken and no
 * faster; destroying the stream ends the reading. Who takes which leads out is on record before the first byte leaves.
 */
export async function exportLeads(
  session: Session,
  filter: LeadFilter,
  options: ExportOptions,
  now: Date,
): Promise<Readable> {
  const { workspaceId, userId } = session;
  const exportId = v7();
  const record = (action: string, details: Record<string, unknown>) =>
    db.insert(auditEvents).values({ workspaceId, id: v7(), userId, action, details: { exportId, ...details } });

  await record("leads.exported", {
    filter: leadFilterParams(filter).toString(),
    kind: options.kind,
    columns: options.columns,
  });

  const progress = { rows: 0 };
  const columns = exportColumns(options.columns);
  const csv: Transform = csvStringifier(columns, options.kind, options.delimiter);
  return pipeline(Readable.from(readRows(session, filter, options, now, progress)), csv, (error) => {
    const outcome = { rows: progress.rows, complete: !error };
    log.info({ exportId, ...outcome }, "export ended");
    record("leads.export_ended", outcome).catch((err: unknown) => log.error({ err, exportId }, "export not on record"));
  });
}

type ExportRow = Partial<Record<ExportColumn, string | boolean | null>>;

async function* readRows(
  session: Session,
  filter: LeadFilter,
  options: ExportOptions,
  now: Date,
  progress: { rows: number },
): AsyncGenerator<ExportRow> {
  const columns = exportColumns(options.columns);
  const toCells = cellsOf(options.tz ?? session.timeZone);
  const query = selectRows(session, filter, columns, now).toSQL();
  const batchRows = columns.includes("raw") ? BATCH_ROWS_WITH_RAW : BATCH_ROWS;
  for await (const batch of readInBatches(exportPool(), query, batchRows)) {
    for (const row of batch) {
      progress.rows++;
      yield toCells(storedRow.parse(row));
    }
  }
}

let pool: ReturnType<typeof openPool> | undefined;

function exportPool() {
  pool ??= openPool({ max: POOL_SIZE, name: "export" });
  return pool;
}

function selectRows(session: Session, filter: LeadFilter, columns: ExportColumn[], now: Date) {
  const ifAsked = (column: ExportColumn, query: ReturnType<typeof sql>) =>
    (columns.includes(column) ? query : sql`null`).as(column);
  const ofLead = sql`workspace_id = ${leads.workspaceId} and lead_id = ${leads.id}`;
  return db
    .select({
      number: leads.number,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      company: leads.company,
      title: leads.title,
      country: leads.country,
      countryCode: leads.countryCode,
      offerTitle: leads.offerTitle,
      publisher: leads.publisher,
      offerId: leads.offerId,
      action: leads.action,
      actionCode: leads.actionCode,
      marketplace: leads.marketplace,
      leadSource: leads.leadSource,
      receivedAt: leads.receivedAt,
      status: leads.status,
      owner: sql`${users.name}`.as("owner"),
      message: leads.message,
      campaign: sql`nullif(${leads.campaign}, '{}')::text`.as("campaign"),
      doNotContact: leads.doNotContact,
      isTest: leads.isTest,
      notes: ifAsked(
        "notes",
        sql`(select string_agg(details->>'text', ${"\n\n"} order by created_at, id) from lead_events
             where ${ofLead} and type = 'note')`,
      ),
      forwarding: ifAsked(
        "forwarding",
        sql`(select string_agg(name || ': ' || deliveries.state, '; ' order by destinations.created_at, destinations.id)
             from deliveries join destinations
               on destinations.workspace_id = deliveries.workspace_id and destinations.id = destination_id
             where deliveries.workspace_id = ${leads.workspaceId} and lead_id = ${leads.id})`,
      ),
      raw: ifAsked(
        "raw",
        sql`(select jsonb_build_object('body', encode(body, 'hex'), 'headers', headers) from receipts
             where workspace_id = ${leads.workspaceId} and id = ${leads.receiptId})`,
      ),
    })
    .from(leads)
    .leftJoin(users, eq(users.id, leads.ownerId))
    .where(leadConditions(session, filter, now))
    .orderBy(desc(leads.receivedAt), desc(leads.id));
}

const text = z.string().nullable();

/** A row as the cursor gives it, under the names of the database. */
const storedRow = z.object({
  number: z.number(),
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  company: text,
  title: text,
  country: text,
  country_code: text,
  offer_title: text,
  publisher: text,
  offer_id: text,
  action: text,
  action_code: text,
  marketplace: text,
  lead_source: text,
  received_at: z.date(),
  status: text,
  owner: text,
  message: text,
  campaign: text,
  do_not_contact: z.boolean(),
  is_test: z.boolean(),
  notes: text,
  forwarding: text,
  raw: z.object({ body: z.hex(), headers: z.record(z.string(), z.string()) }).nullable(),
});

function cellsOf(timeZone: string) {
  const localTime = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (row: z.infer<typeof storedRow>): ExportRow => ({
    ...row,
    number: `L-${row.number}`,
    job_title: row.title,
    received_at: row.received_at.toISOString(),
    received_local: localTime.format(row.received_at),
    time_zone: timeZone,
    test: row.is_test,
    raw: row.raw && decodeBody(Buffer.from(row.raw.body, "hex"), row.raw.headers).text,
  });
}
