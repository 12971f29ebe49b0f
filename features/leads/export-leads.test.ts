import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { readSheet } from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { db, openPool, sqlPool } from "#db/client.ts";
import { copyRows } from "#db/copy-rows.ts";
import {
  createDelivery,
  createDestination,
  createLead,
  createReceipt,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { auditEvents, leads } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { addNote } from "#features/leads/add-note.ts";
import { asksForOthers } from "#features/leads/contactable-only.ts";
import { COLUMN_GROUP_NAMES } from "#features/leads/export-columns.ts";
import { type Exporter, exportLeads } from "#features/leads/export-leads.ts";
import { type ExportOptions, parseExport } from "#features/leads/export-options.ts";
import { cancelExport, getExport } from "#features/leads/export-progress.ts";
import { EVERYTHING, type LeadFilter, WITH_TESTS } from "#features/leads/lead-filter.ts";
import { createManyLeads, expectedLeads, filtersFor, NOW, type Setting } from "#features/leads/many-leads.fixture.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { unguardCell } from "#lib/csv.ts";
import { readCsv } from "#lib/read-csv.fixture.ts";

useTestDatabase();

const PROGRAM: ExportOptions = {
  kind: "program",
  delimiter: ",",
  columns: [...COLUMN_GROUP_NAMES],
  sort: "-received",
};
const SPREADSHEET: ExportOptions = { ...PROGRAM, kind: "spreadsheet", delimiter: ";" };

let setting: Setting;
let reader: Exporter;
beforeAll(async () => {
  setting = await createManyLeads(120);
  ({ reader } = setting);
});

async function newReader(): Promise<Exporter> {
  const { id: workspaceId } = await createWorkspace();
  return { workspaceId, userId: (await createUser(workspaceId)).id, timeZone: "Europe/Madrid" };
}

async function begun(filter: LeadFilter, options = PROGRAM, as = reader) {
  const exported = await exportLeads(as, filter, options, NOW);
  if (!exported.ok) throw new Error(exported.code);
  return exported;
}

async function bytesOf(filter: LeadFilter, options = PROGRAM, as = reader): Promise<Buffer> {
  return Buffer.concat(await (await begun(filter, options, as)).file.toArray());
}

async function exported(filter: LeadFilter, options = PROGRAM, as = reader) {
  const file = (await bytesOf(filter, options, as)).toString();
  const [header = [], ...rows] = readCsv(file.replace(/^\ufeff/, ""), options.delimiter);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
}

describe("the file", () => {
  test("holds exactly the leads of the filter, in the list's order, in both kinds", async () => {
    await fc.assert(
      fc.asyncProperty(filtersFor(setting), fc.boolean(), async (filter, isForPeople) => {
        const rows = await exported(filter, isForPeople ? SPREADSHEET : PROGRAM);
        expect(rows.map(({ number }) => number)).toEqual(
          expectedLeads(setting, filter).map(({ number }) => `L-${number}`),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("says in every cell what the database says", async () => {
    const rows = await exported(WITH_TESTS);
    const stored = await db.select().from(leads).where(eq(leads.workspaceId, reader.workspaceId));
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
        close_reason: lead?.closeReason ?? "",
        tags: lead?.tags.join(", "),
        follow_up_on: lead?.followUpOn ?? "",
        owner: lead?.ownerId ? "Ana Torres" : "",
        do_not_contact: String(lead?.doNotContact),
        test: String(lead?.isTest),
      });
    }
    expect(rows).toHaveLength(setting.leads.length);
  });

  test("brings notes, forwarding and the raw request where they are asked for", async () => {
    const as = await newReader();
    const { workspaceId } = as;
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
    await addNote({ ...as, role: "admin" }, lead.number, "First");
    await addNote({ ...as, role: "admin" }, lead.number, "Second, @Ana Torres");

    expect(await exported(EVERYTHING, { ...PROGRAM, tz: "Asia/Tokyo" }, as)).toEqual([
      expect.objectContaining({
        notes: "First\n\nSecond, @Ana Torres",
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
    const as = await newReader();
    const { workspaceId } = as;
    await createLead(workspaceId, { phone: "+34 600 111 222", company: "=cmd|' /C calc'!A0" });
    await createLead(workspaceId, { phone: "+34600111222", company: "@SUM(1,1)" });

    const rows = await exported(EVERYTHING, SPREADSHEET, as);
    expect(rows.map(({ phone, company }) => ({ phone, company }))).toEqual([
      { phone: "+34600111222", company: "'@SUM(1,1)" },
      { phone: "+34 600 111 222", company: "'=cmd|' /C calc'!A0" },
    ]);
    expect(rows.map(({ company }) => unguardCell(company ?? ""))).toEqual(["@SUM(1,1)", "=cmd|' /C calc'!A0"]);
  });

  test("is only a header where no lead matches", async () => {
    const nobody: LeadFilter = [{ field: "text", values: ["nobody at all"] }];
    expect((await bytesOf(nobody)).toString()).toMatch(/^number,first_name,[^\n]+,test\r\n$/);
  });

  test("holds nothing of another workspace", async () => {
    expect(await exported(WITH_TESTS, PROGRAM, await newReader())).toEqual([]);
  });
});

describe("every text", () => {
  const AWKWARD = [
    "x".repeat(300),
    "مرحبا بالعالم",
    "עברית and English",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "<script>alert(1)</script> &amp;",
    '=HYPERLINK("http://evil.example";"x")',
    "'=1+1",
    'line\r\none "two"; three, four\n',
    "\ufffd where a NUL was",
    "\u0001 \u001f \u007f",
    "  spaces\t",
    "_x0041_",
    "\\N \\. \\",
    "007",
    "١٢٣",
  ];
  let as: Exporter;
  beforeAll(async () => {
    as = await newReader();
    for (const [index, text] of AWKWARD.entries()) {
      const texts = { firstName: text, lastName: text, company: text, title: text, phone: text, message: text };
      const receivedAt = new Date(NOW.getTime() - index * 1000);
      await createLead(as.workspaceId, { ...texts, receivedAt, campaign: { [text]: text }, tags: [text] });
    }
  });

  test("is in a file for programs as the database has it", async () => {
    const rows = await exported(EVERYTHING, PROGRAM, as);
    for (const column of ["first_name", "last_name", "company", "job_title", "phone", "message"]) {
      expect(rows.map((row) => row[column])).toEqual(AWKWARD);
    }
  });

  test("is in a file for spreadsheets when the apostrophe of a guarded cell is taken away", async () => {
    const rows = await exported(EVERYTHING, SPREADSHEET, as);
    expect(rows.map(({ message = "" }) => unguardCell(message))).toEqual(AWKWARD);
  });

  test("is in an XLSX file, opened by another library", async () => {
    const [header = [], ...rows] = await readSheet(await bytesOf(EVERYTHING, { ...PROGRAM, kind: "xlsx" }, as), {
      trim: false,
    });
    const csv = await exported(EVERYTHING, PROGRAM, as);
    expect(header).toEqual(Object.keys(csv[0] ?? {}));
    expect(rows.map((row) => row.map((cell) => cell ?? ""))).toEqual(csv.map((row) => Object.values(row)));
  });

  test("is in JSON lines, where lists and documents are no text", async () => {
    const lines = (await bytesOf(EVERYTHING, { ...PROGRAM, kind: "jsonl" }, as)).toString().trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      AWKWARD.map((text) =>
        expect.objectContaining({
          first_name: text,
          message: text,
          tags: [text],
          campaign: { [text]: text },
          owner: null,
          test: false,
          notes: [],
          received_at: expect.stringMatching(/^2026-03-10T1\d:\d\d:\d\d\.000Z$/),
        }),
      ),
    );
  });
});

describe("the order", () => {
  test("is that of the list, whatever it is ordered by", async () => {
    const rows = await exported(WITH_TESTS, { ...PROGRAM, sort: "received" });
    expect(rows.map(({ number }) => number)).toEqual(
      expectedLeads(setting, WITH_TESTS)
        .map(({ number }) => `L-${number}`)
        .reverse(),
    );
    const stored = await db
      .select({ number: leads.number })
      .from(leads)
      .where(eq(leads.workspaceId, reader.workspaceId))
      .orderBy(asc(leads.sortCompany), asc(leads.id));
    const byCompany = await exported(WITH_TESTS, { ...PROGRAM, sort: "company" });
    expect(byCompany.map(({ number }) => number)).toEqual(stored.map(({ number }) => `L-${number}`));
  });
});

describe("what is on record", () => {
  test("who took out which leads, and how many rows it came to", async () => {
    const as = await newReader();
    await createLead(as.workspaceId);
    await exported(parseFilter("status:new").filter, PROGRAM, as);

    await expect
      .poll(() => audit(as.workspaceId))
      .toMatchObject([
        { userId: as.userId, action: "leads.exported", details: { filter: "status:new", kind: "program" } },
        { userId: as.userId, action: "leads.export_ended", details: { rows: 1, complete: true } },
      ]);
  });

  test("which key it was, where a program took them", async () => {
    const as = await newReader();
    const apiKeyId = "019c1d2a-7b54-7cc1-9d3f-5a0b1f3e8a11";
    const { id, file } = await begun(EVERYTHING, PROGRAM, { ...as, apiKeyId });
    await file.toArray();
    expect((await audit(as.workspaceId))[0]).toMatchObject({ userId: null, details: { apiKeyId, exportId: id } });
    expect(await getExport(as, id)).toBeNull();
  });

  test("how far it is, for whoever began it and nobody else", async () => {
    const id = "019c1d2a-7b54-7cc1-9d3f-5a0b1f3e8a22";
    const { file } = await begun(WITH_TESTS, { ...PROGRAM, id });
    expect(await getExport(reader, id)).toMatchObject({ state: "running" });
    expect(await getExport({ ...reader, userId: setting.colleagueId }, id)).toBeNull();
    const bytes = Buffer.concat(await file.toArray()).length;
    await expect.poll(() => getExport(reader, id)).toEqual({ state: "complete", rows: 120, bytes });

    const again = await begun(WITH_TESTS, { ...PROGRAM, id });
    expect(again.id).not.toBe(id);
    again.file.destroy();
  });

  test("a download that was broken off is told as that, and the database is free again", async () => {
    const { id, file } = await begun(WITH_TESTS);
    await once(file, "readable");
    file.destroy();

    await expect.poll(() => getExport(reader, id)).toMatchObject({ state: "broken_off" });
    await expect
      .poll(async () => (await audit(reader.workspaceId)).at(-1)?.details)
      .toMatchObject({ exportId: id, complete: false });
    await expect.poll(openCopies).toBe(0);
  });

  test("one that its owner cancels ends as cancelled and never as a whole file", async () => {
    const { id, file } = await begun(WITH_TESTS);
    await cancelExport({ ...reader, userId: setting.colleagueId }, id);
    await cancelExport(reader, id);
    await expect(once(file, "close")).rejects.toThrow();
    await expect.poll(() => getExport(reader, id)).toMatchObject({ state: "cancelled" });
  });
});

describe("copying rows", () => {
  const ALL = "select r.body from receipts r, generate_series(1, 4000)";

  test("lets go when the reader stops, and gives the connection back", async () => {
    const pool = openPool({ max: 1, name: "test copies", statementTimeoutMs: 0 });
    const rows = copyRows(pool, sqlPool(), ALL);
    await rows.next();
    expect(await openCopies()).toBe(1);
    await rows.return();
    expect(await openCopies()).toBe(0);
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
  });

  test("goes no faster than the reader", async () => {
    const pool = openPool({ max: 1, name: "test copies", statementTimeoutMs: 0 });
    const rows = copyRows(pool, sqlPool(), ALL);
    await rows.next();
    const waitsFor = async () => {
      const [backend] = await sqlPool()`
        select wait_event from pg_stat_activity where application_name = 'buzon test copies' and state = 'active'`;
      return backend?.wait_event;
    };
    await expect.poll(waitsFor).toBe("ClientWrite");
    await rows.return();
  });

  test("ends what nobody reads any more", async () => {
    const pool = openPool({ max: 1, name: "test copies", statementTimeoutMs: 0 });
    const rows = copyRows(pool, sqlPool(), ALL, 50);
    await rows.next();
    await expect.poll(openCopies).toBe(0);
    await expect(rows.return()).resolves.toMatchObject({ done: true });
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
  });

  test("fails where the database goes away", async () => {
    const pool = openPool({ max: 1, name: "test copies", statementTimeoutMs: 0 });
    const rows = copyRows(pool, sqlPool(), ALL);
    await rows.next();
    await sqlPool()`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'buzon test copies'`;
    const rest = async () => {
      for await (const _ of rows);
    };
    await expect(rest()).rejects.toThrow();
  });

  test("shows what was there when it began", async () => {
    const pool = openPool({ max: 1, name: "test copies", statementTimeoutMs: 0 });
    const late = await newReader();
    const rows = copyRows(pool, sqlPool(), `${ALL} where r.workspace_id <> '${late.workspaceId}'`);
    const pieces = [(await rows.next()).value ?? Buffer.alloc(0)];
    await createReceipt(reader.workspaceId, { body: Buffer.from("came too late") });
    for await (const piece of rows) pieces.push(piece);
    expect(Buffer.concat(pieces).includes("came too late")).toBe(false);
  });
});

describe("what may be asked for", () => {
  test("wrong values are refused by name, and in the filter by their place, so that no file holds more than was meant", () => {
    expect(parseExport({ q: "new status:gone", kind: "pdf", tz: "Mars/Olympus" })).toEqual({
      ok: false,
      parameters: ["q", "kind", "tz"],
      problems: [{ code: "unknown_value", at: 11, length: 4, token: "gone", field: "status" }],
    });
    expect(parseExport({ columns: ["email", "secrets"] })).toMatchObject({ ok: false, parameters: ["columns"] });
  });

  test("the form of the dialog, as the browser sends it, is understood", () => {
    const params = {
      kind: ["program"],
      delimiter: ["semicolon"],
      tz: ["Europe/Madrid"],
      columns: ["email", "raw"],
      sort: "name",
    };
    expect(parseExport({ ...params, q: "status:new,closed" })).toEqual({
      ok: true,
      options: {
        kind: "program",
        delimiter: ";",
        tz: "Europe/Madrid",
        columns: ["email", "raw"],
        sort: "name",
      },
      filter: [{ field: "status", values: ["new", "closed"] }],
    });
  });

  test("nothing named means everything, safe for a spreadsheet", () => {
    expect(parseExport({ q: "status:new" })).toMatchObject({
      ok: true,
      options: { kind: "spreadsheet", delimiter: "," },
      filter: [{ field: "status", values: ["new"] }],
    });
    expect(parseExport({})).toMatchObject({ ok: true, filter: EVERYTHING });
  });

  test("the tick leaves out tests and people not to be contacted, whatever else is asked", async () => {
    const asked = parseExport({ q: "test:shown", contactable: "1" });
    if (!asked.ok) throw new Error("This is a request");
    const rows = await exported(asked.filter);
    const meant = setting.leads.filter(({ isTest, doNotContact }) => !isTest && !doNotContact);
    expect(rows.map(({ number }) => number).sort()).toEqual(meant.map(({ number }) => `L-${number}`).sort());
  });

  test("a view asks for them itself where it names them", () => {
    const asks = (q: string) => asksForOthers(parseFilter(q).filter);
    expect(["is:dnc", "action:dnc", "test:only", "is:test"].map(asks)).toEqual([true, true, true, true]);
    expect(["", "-is:dnc", "action:contact", "test:hidden"].map(asks)).toEqual([false, false, false, false]);
  });
});

function audit(workspaceId: string) {
  return db
    .select({ userId: auditEvents.userId, action: auditEvents.action, details: auditEvents.details })
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, workspaceId))
    .orderBy(asc(auditEvents.createdAt), asc(auditEvents.id));
}

/** Exports and copies that the database is busy with now. */
async function openCopies(): Promise<number> {
  const [row] = await sqlPool()`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name in ('buzon export', 'buzon test copies')
      and state <> 'idle'`;
  return row?.count;
}
