import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createReceipt,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { attempts, auditEvents, deliveries, leads, receipts, testRecords } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { recordAttempt } from "#features/deliveries/record-attempt.ts";
import { replayDelivery } from "#features/deliveries/replay-delivery.ts";
import { sendAsNew } from "#features/deliveries/send-as-new.ts";
import { addNote } from "#features/leads/add-note.ts";
import { changeLead } from "#features/leads/change-lead.ts";
import { getLead } from "#features/leads/get-lead.ts";
import { leadTimeline } from "#features/leads/lead-timeline.ts";
import type { Worker } from "#features/leads/lock-lead.ts";
import type { Role } from "#features/people/session.ts";
import { eraseLeads } from "#features/privacy/erase-leads.ts";

useTestDatabase();

/** Stands in everything personal, so that finding it anywhere afterwards is a failure. */
const MARK = "Xantippe";

let workspaceId: string;
let endpointId: string;
let admin: Worker;

beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
  endpointId = (await createEndpoint(workspaceId)).id;
  admin = await createWorker("admin");
});

async function createWorker(role: Role, name = "Ana"): Promise<Worker> {
  const { id } = await createUser(workspaceId, { role, name });
  return { workspaceId, userId: id, role };
}

/** A lead that has been worked on, sent, refused, tried as a test record, and that came again. */
async function createWorkedLead() {
  const body = Buffer.from(JSON.stringify({ UserDetails: { FirstName: MARK } }));
  const receipt = { endpointId, body };
  const lead = await createLead(workspaceId, {
    endpointId,
    firstName: MARK,
    lastName: MARK,
    email: `${MARK}@x.example`,
    phone: MARK,
    country: MARK,
    company: MARK,
    title: MARK,
    description: MARK,
    message: MARK,
    campaign: { mktcmpid: MARK },
    extra: { more: MARK },
    emailDomain: MARK.toLowerCase(),
    personKey: MARK,
    searchText: MARK.toLowerCase(),
    sortName: MARK.toLowerCase(),
    sortCompany: MARK.toLowerCase(),
    status: "qualified",
  });
  await db.update(receipts).set({ body }).where(eq(receipts.id, lead.receiptId));
  await createReceipt(workspaceId, { ...receipt, state: "repeat", leadId: lead.id });
  await addNote(admin, lead.number, `@Ana said ${MARK} is away`);
  await changeLead(admin, lead.number, { kind: "tags", add: [MARK], remove: [] });
  await changeLead(admin, lead.number, { kind: "follow_up", on: "2026-03-02" });

  const owe = async (given: Partial<typeof deliveries.$inferInsert>) => {
    const { id: destinationId } = await createDestination(workspaceId);
    return createDelivery(workspaceId, { leadId: lead.id, destinationId, personKey: MARK, ...given });
  };
  const delivered = await owe({ state: "delivered", externalId: "00Q1", externalUrl: "https://crm.example/00Q1" });
  const waiting = await owe({ resendValues: { name: MARK } });
  await owe({ state: "failed", lastProblem: { code: "bad", message: `${MARK} is no country` } });
  const sending = await owe({
    state: "sending",
    leaseToken: crypto.randomUUID(),
    leaseUntil: new Date(),
    attemptCount: 1,
  });
  await db.insert(attempts).values({
    workspaceId,
    id: crypto.randomUUID(),
    deliveryId: delivered.id,
    number: 1,
    trigger: "auto",
    outcome: "delivered",
    message: MARK,
    warnings: [{ code: "said", values: { text: MARK } }],
    values: { name: MARK },
    exchanges: [{ request: MARK }],
    startedAt: new Date(),
    durationMs: 1,
  });
  const { id: destinationId } = await createDestination(workspaceId);
  await db
    .insert(testRecords)
    .values({ workspaceId, id: crypto.randomUUID(), destinationId, leadId: lead.id, values: { name: MARK } });
  return { lead, delivered, waiting, sending };
}

/** Every table of the database in which the mark is still found. */
async function tablesWithMark(): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const hits = await Promise.all(
    tables.map(async ({ name }) => {
      const table = sql.identifier(name);
      const bodies = name === "receipts" ? sql`|| encode(body, 'escape')` : sql``;
      const [row] = await db.execute<{ found: boolean }>(
        sql`select exists (select from ${table} t where t::text ${bodies} ilike ${`%${MARK}%`}) as found`,
      );
      return row?.found ? name : null;
    }),
  );
  return hits.filter((name) => name !== null);
}

describe("erasing a lead", () => {
  test("leaves nothing of the person in any table, and everything that is counted", async () => {
    const { lead, delivered } = await createWorkedLead();
    expect(await tablesWithMark()).toEqual(
      expect.arrayContaining(["leads", "receipts", "lead_events", "deliveries", "attempts", "test_records"]),
    );
    const [before] = await db.select().from(receipts).where(eq(receipts.id, lead.receiptId));

    expect(await eraseLeads(admin, [lead.number])).toEqual({ ok: true, erased: 1, left: 1 });

    expect(await tablesWithMark()).toEqual([]);
    const [after] = await db.select().from(receipts).where(eq(receipts.id, lead.receiptId));
    expect(after).toEqual({ ...before, body: Buffer.alloc(0) });
    const { offerTitle, action, countryCode, receivedAt } = lead;
    expect(await getLead({ ...admin, timeZone: "UTC" }, lead.number)).toMatchObject({
      ...{ offerTitle, action, countryCode, receivedAt, status: "qualified" },
      erasedAt: expect.any(Date),
    });
    const [record] = await db.select().from(deliveries).where(eq(deliveries.id, delivered.id));
    expect(record).toMatchObject({ state: "delivered", externalUrl: "https://crm.example/00Q1" });
    const [audit] = await db.select().from(auditEvents).where(eq(auditEvents.action, "leads.erased"));
    expect(audit).toMatchObject({ userId: admin.userId, details: { count: 1, left: 1 } });
  });

  test("cancels what has not arrived, and a try that is running can write nothing down any more", async () => {
    const { lead, waiting, sending } = await createWorkedLead();
    await eraseLeads(admin, [lead.number]);
    const states = await db
      .select({ state: deliveries.state })
      .from(deliveries)
      .where(eq(deliveries.leadId, lead.id))
      .orderBy(deliveries.id);
    expect(states.map(({ state }) => state)).toEqual(["delivered", "cancelled", "cancelled", "cancelled"]);
    expect(waiting.state).toBe("queued");

    const lease = { workspaceId, id: sending.id, leaseToken: sending.leaseToken ?? "" };
    const outcome = { kind: "reject" as const, code: "bad", message: MARK };
    const attempt = { outcome, askedWaitMs: 0, durationMs: 1, mappingVersion: null, values: { name: MARK } };
    expect(await recordAttempt(lease, { ...attempt, warnings: [], exchanges: [] })).toEqual({
      ok: false,
      code: "lease_lost",
    });
    expect(await tablesWithMark()).toEqual([]);
  });

  test("leaves nothing that anybody could send again: the record at the destination would be blanked", async () => {
    const { lead, delivered } = await createWorkedLead();
    await eraseLeads(admin, [lead.number]);
    const session = { ...admin, sessionId: "", workspaceName: "", name: "", email: "", timeZone: "UTC" };
    const gone = { ok: false, code: "not_found" };
    expect(await replayDelivery(session, delivered.id, { seenTries: delivered.attemptCount })).toEqual(gone);
    expect(await sendAsNew(session, delivered.id, 0)).toEqual(gone);
  });

  test("is told in its history once, and nobody works on it or writes to it any more", async () => {
    const { lead } = await createWorkedLead();
    await eraseLeads(admin, [lead.number]);
    expect(await eraseLeads(admin, [lead.number])).toEqual({ ok: true, erased: 0, left: 0 });

    const reader = { ...admin, timeZone: "UTC" };
    const erased = await getLead(reader, lead.number);
    if (!erased) throw new Error("An erased lead stays in the list");
    const entries = await leadTimeline(reader, erased);
    expect(entries.filter(({ type }) => type === "erased")).toMatchObject([{ userName: "Ana" }]);
    expect(entries.filter(({ type }) => type === "note")).toMatchObject([{ parts: [] }]);
    const refused = { ok: false, code: "erased" };
    expect(await changeLead(admin, lead.number, { kind: "status", status: "new" })).toEqual(refused);
    expect(await addNote(admin, lead.number, "Hello")).toEqual(refused);
  });

  test("is for admins alone, and of their own workspace", async () => {
    const lead = await createLead(workspaceId, { endpointId });
    expect(await eraseLeads(await createWorker("editor"), [lead.number])).toEqual({ ok: false, code: "forbidden" });
    const stranger = { ...admin, workspaceId: (await createWorkspace()).id };
    expect(await eraseLeads(stranger, [lead.number])).toEqual({ ok: true, erased: 0, left: 0 });
    expect(await db.$count(leads, and(eq(leads.id, lead.id), eq(leads.firstName, "Ada")))).toBe(1);
  });
});
