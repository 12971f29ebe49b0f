import { and, asc, count, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createLead, createWorkspace } from "#db/factories.ts";
import { auditEvents, bulkChanges, leadEvents, leads } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { allLeads, createLeadsAlike, createSession, EVERYTHING_NOW, runAll } from "#features/bulk/bulk.fixture.ts";
import type { BulkOrder } from "#features/bulk/bulk-order.ts";
import { cancelBulkChange } from "#features/bulk/cancel-bulk-change.ts";
import { type BatchSize, carryOn } from "#features/bulk/carry-on.ts";
import { getBulkProgress } from "#features/bulk/get-bulk-progress.ts";
import { listBulkChanges, listRunning } from "#features/bulk/list-bulk-changes.ts";
import { runBulkChanges } from "#features/bulk/run-bulk-changes.ts";
import { startBulkChange } from "#features/bulk/start-bulk-change.ts";
import { undoBulkChange } from "#features/bulk/undo-bulk-change.ts";
import { changeLead } from "#features/leads/change-lead.ts";
import type { Session } from "#features/people/session.ts";

useTestDatabase();

const CLOSE: BulkOrder = { kind: "status", status: "closed", reason: "no_reply" };
const SMALL: BatchSize = { batch: 50, picked: 150 };

let session: Session;

beforeEach(async () => {
  session = await createSession((await createWorkspace()).id);
});

async function start(order: BulkOrder = CLOSE, filter = EVERYTHING_NOW.filter): Promise<string> {
  const started = await startBulkChange(session, { ...EVERYTHING_NOW, filter }, order);
  if (!started.ok) throw new Error(started.code);
  return started.id;
}

async function undo(id: string): Promise<string> {
  const undone = await undoBulkChange(session, id);
  if (!undone.ok) throw new Error(undone.code);
  return undone.id;
}

/** An order that nobody has begun with. */
async function order(total: number): Promise<{ workspaceId: string; id: string }> {
  const [change] = await db
    .insert(bulkChanges)
    .values({
      workspaceId: session.workspaceId,
      id: crypto.randomUUID(),
      createdBy: session.userId,
      change: CLOSE,
      filter: "status:new",
      timeZone: "UTC",
      asOf: new Date(),
      total,
    })
    .returning({ workspaceId: bulkChanges.workspaceId, id: bulkChanges.id });
  if (!change) throw new Error("An insert with returning gives the row back");
  return change;
}

/** What happens while the worker is between its first two batches. */
async function afterFirstBatch(statement: string): Promise<void> {
  await db.execute(sql`drop function if exists meanwhile cascade`);
  await db.execute(
    sql.raw(
      `create function meanwhile() returns trigger language plpgsql as $$ begin ${statement}; return null; end $$`,
    ),
  );
  await db.execute(sql`
    create trigger meanwhile after update on bulk_changes for each row
    when (old.done = 0 and new.done = 50) execute function meanwhile()`);
}

const progress = (id: string) => getBulkProgress(session, id);

function statuses() {
  return db
    .select({ status: leads.status, count: count() })
    .from(leads)
    .where(eq(leads.workspaceId, session.workspaceId))
    .groupBy(leads.status)
    .orderBy(asc(leads.status));
}

/** How many leads have how many changes of status in their history. */
async function changesPerLead() {
  const perLead = db
    .select({ leadId: leadEvents.leadId, changes: count().as("changes") })
    .from(leadEvents)
    .where(and(eq(leadEvents.workspaceId, session.workspaceId), eq(leadEvents.type, "status")))
    .groupBy(leadEvents.leadId)
    .as("per_lead");
  return db.select({ changes: perLead.changes, leads: count() }).from(perLead).groupBy(perLead.changes);
}

describe("a bulk change", () => {
  test("closes 1,200 new leads although closing takes them out of its filter, and is taken back exactly", async () => {
    await createLeadsAlike(session.workspaceId, 1_200);
    await createLead(session.workspaceId, { status: "qualified" });
    const before = await allLeads(session.workspaceId);

    const id = await start(CLOSE, "status:new");
    expect(await progress(id)).toEqual({ id, state: "running", total: 1_200, done: 500, mayUndo: false });
    expect(await listRunning(session)).toMatchObject([{ id, done: 500 }]);
    await runAll();
    expect(await progress(id)).toEqual({ id, state: "done", total: 1_200, done: 1_200, mayUndo: true });
    expect(await statuses()).toEqual([
      { status: "qualified", count: 1 },
      { status: "closed", count: 1_200 },
    ]);

    const undone = await undo(id);
    await runAll();
    expect(await progress(undone)).toEqual({ id: undone, state: "done", total: 1_200, done: 1_200, mayUndo: false });
    expect(await allLeads(session.workspaceId)).toEqual(before);
    expect(await changesPerLead()).toEqual([{ changes: 2, leads: 1_200 }]);
  });

  test("is done when it was begun, if it is small", async () => {
    await createLeadsAlike(session.workspaceId, 200);
    const started = await startBulkChange(session, EVERYTHING_NOW, CLOSE);
    expect(started).toMatchObject({ ok: true, progress: { state: "done", total: 200, done: 200, mayUndo: true } });
    // A page that is drawn now still tells of its end; a little later nobody asks any more.
    expect(await listRunning(session)).toMatchObject([{ state: "done" }]);
    expect(await listRunning(session, new Date(Date.now() + 60_000))).toEqual([]);
  });

  test("goes on where it stopped when it dies in the middle of a batch, and does no lead twice", async () => {
    await createLeadsAlike(session.workspaceId, 320);
    const key = await order(320);
    await db.execute(
      sql`create function die() returns trigger language plpgsql as 'begin raise exception ''killed''; end'`,
    );
    await db.execute(sql`
      create trigger die before update on leads for each row when (old.number = 120) execute function die()`);
    await expect(carryOn(key, SMALL)).rejects.toThrow();
    expect(await progress(key.id)).toMatchObject({ state: "running", done: 100 });
    expect(await statuses()).toEqual([
      { status: "new", count: 220 },
      { status: "closed", count: 100 },
    ]);

    await db.execute(sql`drop function die cascade`);
    while (await carryOn(key, SMALL));
    expect(await progress(key.id)).toMatchObject({ state: "done", done: 320 });
    expect(await changesPerLead()).toEqual([{ changes: 1, leads: 320 }]);
  });

  test("is done once when several workers are at it", async () => {
    await createLeadsAlike(session.workspaceId, 600);
    const key = await order(600);
    const work = async () => {
      while ((await progress(key.id))?.state === "running") await carryOn(key, SMALL);
    };
    await Promise.all([work(), work(), work()]);
    expect(await progress(key.id)).toMatchObject({ state: "done", done: 600, total: 600 });
    expect(await changesPerLead()).toEqual([{ changes: 1, leads: 600 }]);
  });

  test("that nobody began with, because the process died, is done by the worker", async () => {
    await createLeadsAlike(session.workspaceId, 3);
    const key = await order(3);
    expect(await runBulkChanges()).toBe(false);
    await db
      .update(bulkChanges)
      .set({ createdAt: new Date(Date.now() - 60_000) })
      .where(eq(bulkChanges.id, key.id));
    await runAll();
    expect(await progress(key.id)).toMatchObject({ state: "done", done: 3 });
  });

  test("that fails again and again is given up, and holds up no other", async () => {
    await createLeadsAlike(session.workspaceId, 3);
    const key = await order(3);
    await db
      .update(bulkChanges)
      .set({ createdAt: new Date(0), change: { kind: "unheard of" } })
      .where(eq(bulkChanges.id, key.id));
    const other = await order(3);
    await db
      .update(bulkChanges)
      .set({ createdAt: new Date(1) })
      .where(eq(bulkChanges.id, other.id));
    for (let turn = 0; turn < 10; turn += 1) await runBulkChanges();
    const ended = db.select({ state: bulkChanges.state }).from(bulkChanges).orderBy(asc(bulkChanges.createdAt));
    expect((await ended.where(eq(bulkChanges.workspaceId, session.workspaceId))).map(({ state }) => state)).toEqual([
      "failed",
      "done",
    ]);
  });

  test("leaves alone what a colleague has taken out of its filter meanwhile", async () => {
    await createLeadsAlike(session.workspaceId, 200);
    const key = await order(200);
    await afterFirstBatch("update leads set status = 'qualified' where number = 120");
    while (await carryOn(key, SMALL));
    expect(await progress(key.id)).toMatchObject({ state: "done", total: 200, done: 199 });
    expect(await statuses()).toEqual([
      { status: "qualified", count: 1 },
      { status: "closed", count: 199 },
    ]);
  });

  test("stops between two batches when somebody cancels it meanwhile", async () => {
    await createLeadsAlike(session.workspaceId, 200);
    const key = await order(200);
    await afterFirstBatch("update bulk_changes set state = 'cancelled'");
    expect(await carryOn(key, SMALL)).toBe(false);
    expect(await progress(key.id)).toMatchObject({ state: "cancelled", done: 50 });
    expect(await statuses()).toEqual([
      { status: "new", count: 150 },
      { status: "closed", count: 50 },
    ]);
  });

  test("that is cancelled ends after a batch, keeps what is done, and that can be taken back", async () => {
    await createLeadsAlike(session.workspaceId, 1_200);
    const before = await allLeads(session.workspaceId);
    const id = await start();
    expect(await cancelBulkChange(session, id)).toEqual({ ok: true });
    expect(await cancelBulkChange(session, id)).toEqual({ ok: false, code: "not_running" });
    await runAll();
    expect(await progress(id)).toEqual({ id, state: "cancelled", total: 1_200, done: 500, mayUndo: true });

    await undo(id);
    await runAll();
    expect(await allLeads(session.workspaceId)).toEqual(before);
  });

  test("is taken back once, and not where somebody has changed it since", async () => {
    await createLeadsAlike(session.workspaceId, 5);
    const id = await start();
    await changeLead(session, 3, { kind: "status", status: "qualified" });
    const undone = await undo(id);
    expect(await progress(undone)).toMatchObject({ state: "done", total: 5, done: 4 });
    expect(await statuses()).toEqual([
      { status: "new", count: 4 },
      { status: "qualified", count: 1 },
    ]);
    expect(await undoBulkChange(session, id)).toEqual({ ok: false, code: "not_undoable" });
    expect(await undoBulkChange(session, undone)).toEqual({ ok: false, code: "not_undoable" });
    expect(await listBulkChanges(session)).toMatchObject([
      { id: undone, undoes: id, order: CLOSE, createdBy: session.name },
      { id, undoneBy: undone, mayUndo: false },
    ]);
  });

  test("counts the touch that stays as the first one when it is taken back", async () => {
    await createLead(session.workspaceId);
    const id = await start();
    await changeLead(session, 1, { kind: "owner", ownerId: session.userId });
    const [owned] = await db
      .select({ at: leadEvents.createdAt })
      .from(leadEvents)
      .where(and(eq(leadEvents.workspaceId, session.workspaceId), eq(leadEvents.type, "owner")));
    await undo(id);
    expect(await allLeads(session.workspaceId)).toMatchObject([{ status: "new", firstTouchAt: owned?.at }]);
  });

  test("touches no other workspace", async () => {
    const foreign = (await createWorkspace()).id;
    await createLead(foreign);
    await createLead(session.workspaceId);
    const before = await allLeads(foreign);
    const id = await start();
    expect(await progress(id)).toMatchObject({ done: 1 });
    await undo(id);
    expect(await allLeads(foreign)).toEqual(before);
  });

  test("is written down with who gave it, which leads, and how many", async () => {
    await createLeadsAlike(session.workspaceId, 3);
    const id = await start(CLOSE, "country:GB");
    await undo(id);
    const audited = await db
      .select({ action: auditEvents.action, userId: auditEvents.userId, details: auditEvents.details })
      .from(auditEvents)
      .where(eq(auditEvents.workspaceId, session.workspaceId))
      .orderBy(asc(auditEvents.id));
    expect(audited.map(({ action }) => action)).toEqual([
      "bulk_change.started",
      "bulk_change.ended",
      "bulk_change.undone",
      "bulk_change.ended",
    ]);
    expect(audited[0]).toMatchObject({
      userId: session.userId,
      details: { changeId: id, order: CLOSE, filter: "country:GB", matched: 3, changing: 3, leftOut: [] },
    });
    expect(audited[1]?.details).toEqual({ changeId: id, state: "done", done: 3 });
  });
});

describe("erasing in bulk", () => {
  test("takes the personal data out of every lead, cannot be taken back, and remembers no name", async () => {
    await createLeadsAlike(session.workspaceId, 3);
    await createLead(session.workspaceId, { searchText: "somebody else" });
    const id = await start({ kind: "erase" }, "lovelace country:GB");
    expect(await progress(id)).toEqual({ id, state: "done", total: 3, done: 3, mayUndo: false });
    expect((await allLeads(session.workspaceId)).map(({ email }) => email === null)).toEqual([true, true, true, false]);
    expect(await undoBulkChange(session, id)).toEqual({ ok: false, code: "not_undoable" });
    expect(await listBulkChanges(session)).toMatchObject([{ filter: "country:GB" }]);
    const audited = await db.select().from(auditEvents).where(eq(auditEvents.workspaceId, session.workspaceId));
    expect(audited.map(({ action }) => action).sort()).toEqual([
      "bulk_change.ended",
      "bulk_change.started",
      "leads.erased",
    ]);
    expect(JSON.stringify(audited)).not.toContain("lovelace");
  });
});
