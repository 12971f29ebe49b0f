import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db, openPool, sqlPool } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createLead,
  createReceipt,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { readInBatches } from "#db/read-in-batches.ts";
import { auditEvents, leads, receipts } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { addNote } from "#features/leads/add-note.ts";
import { COLUMN_GROUP_NAMES } from "#features/leads/export-columns.ts";
import { exportLeads } from "#features/leads/export-leads.ts";
import { type ExportOptions, parseExport } from "#features/leads/export-options.ts";
import { EVERYTHING, type LeadFilter, leadFilterParams } from "#features/leads/lead-filter.ts";
import { createManyLeads, expectedLeads, filtersFor, NOW, type Setting } from "#features/leads/many-leads.fixture.ts";
import type { Session } from "#features/people/session.ts";
import { unguardCell } from "#lib/csv.ts";
import { readCsv } from "#lib/read-csv.fixture.ts";

useTestDatabase();

const PROGRAM: ExportOptions = { scope: "view", kind: "program", delimiter: ",", columns: [...COLUMN_GROUP_NAMES] };

let setting: Setting;
let session: Session;
beforeAll(async () => {
  setting = await createManyLeads(120);
  session = sessionOf(setting.reader);
});

function sessionOf(reader: Pick<Session, "workspaceId" | "userId">): Session {
  const person = { sessionId: "", workspaceName: "", name: "Ana", email: "", role: "admin", timeZone: "Europe/Madrid" };
  return { ...person, ...reader, role: "admin" };
}

async function exported(filter: LeadFilter, options = PROGRAM, as = session) {
  const file = Buffer.concat(await (await exportLeads(as, filter, options, NOW)).toArray()).toString();
  const [header = [], ...rows] = readCsv(file.replace(/^\ufeff/, ""), options.delimiter);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
}

describe("the file", () => {
  test("holds exactly the leads of the filter, in the list's order, in both kinds", async () => {
    await fc.assert(
      fc.asyncProperty(filtersFor(setting), fc.boolean(), async (filter, isForPeople) => {
        const options = isForPeople ? ({ ...PROGRAM, kind: "spreadsheet", delimiter: ";" } as const) : PROGRAM;
        const rows = await exported(filter, options);
        expect(rows.map(({ number }) => number)).toEqual(
          expectedLeads(setting, filter).map(({ number }) => `L-${number}`),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("says in every cell what the database says", async () => {
    const rows = await exported({ ...EVERYTHING, test: "shown" });
    const stored = await db.select().from(leads).where(eq(leads.workspaceId, session.workspaceId));
    const byNumber = new Map(stored.map((lead) => [`L-${lead.number}`, lead]));
    for (const row of rows) {
      const lead = byNumber.get(row.number ?? "");
      expect(row).toMatchObject({
        first_name: lead?.firstName ?? "",
        last_name: lead?.lastName ?? "",
        email: lead?.email ?? "",
        phone: lead?.phone ?? "",
        company: lead?.company ?? "",
        job_title: lead?.title ?? "",
        country: lead?.country ?? "",
        country_code: lead?.countryCode ?? "",
        offer_title: lead?.offerTitle ?? "",
        publisher: lead?.publisher ?? "",
        offer_id: lead?.offerId ?? "",
        action: lead?.action ?? "",
        action_code: lead?.actionCode ?? "",
        marketplace: lead?.marketplace ?? "",
        lead_source: lead?.leadSource ?? "",
        received_at: lead?.receivedAt.toISOString(),
        time_zone: "Europe/Madrid",
        status: lead?.status,
        owner: lead?.ownerId ? "Ana Torres" : "",
        do_not_contact: String(lead?.doNotContact),
        test: String(lead?.isTest),
      });
    }
    expect(rows).toHaveLength(setting.leads.length);
  });

  test("brings notes, forwarding and the raw request where they are asked for", async () => {
    const { id: workspaceId } = await createWorkspace();
    const as = sessionOf({ workspaceId, userId: (await createUser(workspaceId)).id });
    const body = gzipSync('{"UserDetails":{"FirstName":"Łucja"}}');
    const receipt = await createReceipt(workspaceId, { body, headers: { "content-encoding": "gzip" } });
    const lead = await createLead(workspaceId, {
      receivedAt: new Date("2026-07-01T22:30:00Z"),
      campaign: { src: "x" },
    });
    await db.update(leads).set({ receiptId: receipt.id }).where(eq(leads.id, lead.id));
    for (const [name, state] of [
      ["CRM", "delivered"],
      ["Slack", "failed"],
    ] as const) {
      const destination = await createDestination(workspaceId, { name });
      await createDelivery(workspaceId, { leadId: lead.id, destinationId: destination.id, state });
    }
    await addNote(as, lead.number, "First");
    await addNote(as, lead.number, "Second");

    expect(await exported(EVERYTHING, { ...PROGRAM, tz: "Asia/Tokyo" }, as)).toEqual([
      expect.objectContaining({
        notes: "First\n\nSecond",
        forwarding: "CRM: delivered; Slack: failed",
        raw: '{"UserDetails":{"FirstName":"Łucja"}}',
        campaign: '{"src": "x"}',
        received_local: "2026-07-02 07:30:00",
        time_zone: "Asia/Tokyo",
      }),
    ]);
    const [small] = await exported(EVERYTHING, { ...PROGRAM, columns: ["email"] }, as);
    expect(Object.keys(small ?? {})).toEqual(["number", "email", "do_not_contact", "test"]);
  });

  test("carries telephone numbers unspoilt and formulas inert to a spreadsheet", async () => {
    const { id: workspaceId } = await createWorkspace();
    const as = sessionOf({ workspaceId, userId: (await createUser(workspaceId)).id });
    await createLead(workspaceId, { phone: "+34 600 111 222", company: "=cmd|' /C calc'!A0" });
    await createLead(workspaceId, { phone: "+34600111222", company: "@SUM(1,1)" });

    const options = { ...PROGRAM, kind: "spreadsheet" } as const;
    const rows = await exported(EVERYTHING, options, as);
    expect(rows.map(({ phone, company }) => ({ phone, company }))).toEqual([
      { phone: "+34600111222", company: "'@SUM(1,1)" },
      { phone: "+34 600 111 222", company: "'=cmd|' /C calc'!A0" },
    ]);
    expect(rows.map(({ company }) => unguardCell(company ?? ""))).toEqual(["@SUM(1,1)", "=cmd|' /C calc'!A0"]);
  });

  test("is only a header where no lead matches", async () => {
    const stream = await exportLeads(session, { ...EVERYTHING, q: "nobody at all" }, PROGRAM, NOW);
    expect(Buffer.concat(await stream.toArray()).toString()).toMatch(/^number,first_name,[^\n]+,test\r\n$/);
  });

  test("holds nothing of another workspace", async () => {
    const { id: workspaceId } = await createWorkspace();
    const stranger = sessionOf({ workspaceId, userId: (await createUser(workspaceId)).id });
    expect(await exported({ ...EVERYTHING, test: "shown" }, PROGRAM, stranger)).toEqual([]);
  });
});

describe("what is on record", () => {
  test("who took out which leads, and how many rows it came to", async () => {
    const { id: workspaceId } = await createWorkspace();
    const as = sessionOf({ workspaceId, userId: (await createUser(workspaceId)).id });
    await createLead(workspaceId);
    const filter: LeadFilter = { ...EVERYTHING, status: ["new"] };
    await exported(filter, PROGRAM, as);

    await expect
      .poll(() => audit(workspaceId))
      .toMatchObject([
        {
          userId: as.userId,
          action: "leads.exported",
          details: { filter: leadFilterParams(filter).toString(), kind: "program" },
        },
        { userId: as.userId, action: "leads.export_ended", details: { rows: 1, complete: true } },
      ]);
  });

  test("a download that was broken off is told as that, and the database is free again", async () => {
    const stream = await exportLeads(session, { ...EVERYTHING, test: "shown" }, PROGRAM, NOW);
    await once(stream, "readable");
    stream.destroy();

    await expect
      .poll(async () => (await audit(session.workspaceId)).at(-1)?.details)
      .toMatchObject({ complete: false });
    await expect.poll(openCursors).toBe(0);
  });
});

describe("reading in batches", () => {
  test("lets go when the reader stops, and shows what was there when it began", async () => {
    const pool = openPool({ max: 1, name: "test batches" });
    const query = db.select({ id: receipts.id }).from(receipts).orderBy(asc(receipts.id)).toSQL();
    const batches = readInBatches(pool, query, 10);
    const first = await batches.next();
    expect(first.value).toHaveLength(10);
    expect(await openCursors()).toBe(1);
    await batches.return();
    expect(await openCursors()).toBe(0);

    const ids: unknown[] = [];
    const late = "ffffffff-ffff-7fff-8fff-ffffffffffff";
    for await (const batch of readInBatches(pool, query, 50)) {
      if (ids.length === 0) await createReceipt(session.workspaceId, { id: late });
      ids.push(...batch.map(({ id }) => id));
    }
    expect(ids.length).toBeGreaterThan(100);
    expect(ids).not.toContain(late);
    await pool`select 1`;
  });
});

describe("what may be asked for", () => {
  test("wrong values are refused by name, also in the filter, so that no file holds more than was meant", () => {
    expect(parseExport({ status: "gone", kind: "pdf", tz: "Mars/Olympus" })).toEqual({
      ok: false,
      parameters: ["status", "kind", "tz"],
    });
    expect(parseExport({ columns: ["email", "secrets"] })).toEqual({ ok: false, parameters: ["columns"] });
  });

  test("the form of the dialog, as the browser sends it, is understood", () => {
    const params = {
      scope: ["view"],
      kind: ["program"],
      delimiter: ["semicolon"],
      tz: ["Europe/Madrid"],
      columns: ["email", "raw"],
    };
    expect(parseExport({ ...params, status: ["new", "closed"] })).toEqual({
      ok: true,
      options: { scope: "view", kind: "program", delimiter: ";", tz: "Europe/Madrid", columns: ["email", "raw"] },
      filter: { ...EVERYTHING, status: ["new", "closed"] },
    });
  });

  test("nothing named means the view, safe for a spreadsheet", () => {
    expect(parseExport({ status: "new" })).toMatchObject({
      ok: true,
      options: { kind: "spreadsheet", delimiter: "," },
      filter: { ...EVERYTHING, status: ["new"] },
    });
    expect(parseExport({ status: "new", scope: "all" })).toMatchObject({ ok: true, filter: EVERYTHING });
  });
});

function audit(workspaceId: string) {
  return db
    .select({ userId: auditEvents.userId, action: auditEvents.action, details: auditEvents.details })
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, workspaceId))
    .orderBy(asc(auditEvents.createdAt), asc(auditEvents.id));
}

/** Transactions of exports and batch readers that are open now. */
async function openCursors(): Promise<number> {
  const [row] = await sqlPool()`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name in ('buzon export', 'buzon test batches')
      and state like 'idle in transaction%'`;
  return row?.count;
}
