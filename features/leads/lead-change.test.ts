import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { deliveries, leadEvents, leadReads, leads } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { recordAttempt } from "#features/deliveries/record-attempt.ts";
import { changeLead } from "#features/leads/change-lead.ts";
import { applyChange, type ChangedLead, leftOut, takeBack } from "#features/leads/lead-change.ts";
import type { LeadChangeOrder } from "#features/leads/lead-change-order.ts";
import { listTags } from "#features/leads/list-tags.ts";
import type { Worker } from "#features/leads/lock-lead.ts";
import { prepareChange } from "#features/leads/prepare-change.ts";
import type { Role } from "#features/people/session.ts";
import { EVERY_LEAD } from "#features/rules/routing.ts";

useTestDatabase();

let workspaceId: string;
let endpointId: string;
let ana: Worker;

beforeAll(async () => {
  workspaceId = (await createWorkspace()).id;
  endpointId = (await createEndpoint(workspaceId)).id;
  ana = await createWorker("admin");
});

async function createWorker(role: Role): Promise<Worker> {
  const { id } = await createUser(workspaceId, { role });
  return { workspaceId, userId: id, role };
}

const newLead = (given: Parameters<typeof createLead>[1] = {}) => createLead(workspaceId, { endpointId, ...given });

const apply = (order: LeadChangeOrder, ids: string[]) =>
  db.transaction((tx) => applyChange(tx, ana, order, inArray(leads.id, ids)));
const back = (order: LeadChangeOrder, changed: ChangedLead[]) =>
  db.transaction((tx) => takeBack(tx, ana, order, changed));

function rowsOf(ids: string[]) {
  return db.select().from(leads).where(inArray(leads.id, ids)).orderBy(asc(leads.number));
}

describe("one order for many leads", () => {
  test("changes those it does not leave out, each with its own history, and can be taken back", async () => {
    const [first, second, closed, erased] = [
      await newLead(),
      await newLead({ status: "qualified" }),
      await newLead({ status: "closed", closeReason: "spam" }),
      await newLead({ erasedAt: new Date() }),
    ];
    const ids = [first, second, closed, erased].map(({ id }) => id);
    const order: LeadChangeOrder = { kind: "status", status: "closed", reason: "student" };

    const plan = await db
      .select({ number: leads.number, reason: leftOut(ana, order) })
      .from(leads)
      .where(inArray(leads.id, ids))
      .orderBy(asc(leads.number));
    expect(plan.map(({ reason }) => reason)).toEqual([null, null, null, "erased"]);

    const changed = await apply(order, ids);
    expect(changed.map(({ number }) => number)).toEqual([first.number, second.number, closed.number]);
    expect((await rowsOf(ids)).map(({ closeReason }) => closeReason)).toEqual(["student", "student", "student", null]);
    const events = await db
      .select({ details: leadEvents.details })
      .from(leadEvents)
      .where(and(inArray(leadEvents.leadId, ids), eq(leadEvents.type, "status")));
    expect(events.map(({ details }) => details.from).sort()).toEqual(["closed", "new", "qualified"]);

    await changeLead(ana, second.number, { kind: "status", status: "contacted" });
    expect((await back(order, changed)).map(({ number }) => number).sort()).toEqual(
      [first.number, closed.number].sort(),
    );
    expect((await rowsOf(ids)).map(({ status, closeReason }) => [status, closeReason])).toEqual([
      ["new", null],
      ["contacted", null],
      ["closed", "spam"],
      ["new", null],
    ]);
  });

  test("closing what is closed keeps its reason, and opening it again forgets the reason", async () => {
    const { id, number } = await newLead({ status: "closed", closeReason: "spam" });
    expect(await apply({ kind: "status", status: "closed" }, [id])).toEqual([]);
    await changeLead(ana, number, { kind: "status", status: "new" });
    expect(await rowsOf([id])).toMatchObject([{ status: "new", closeReason: null }]);
  });

  test("read and unread are this person's alone and no history", async () => {
    const { id } = await newLead();
    const changed = await apply({ kind: "read", read: true }, [id]);
    expect(changed).toMatchObject([{ before: { kind: "read", read: false } }]);
    expect(await db.select().from(leadReads).where(eq(leadReads.leadId, id))).toMatchObject([{ userId: ana.userId }]);
    await back({ kind: "read", read: true }, changed);
    expect(await db.$count(leadReads, eq(leadReads.leadId, id))).toBe(0);
    expect(await db.$count(leadEvents, eq(leadEvents.leadId, id))).toBe(0);
  });
});

describe("tags", () => {
  test("are spelled as the workspace spells them, stay in their order and are taken back one by one", async () => {
    await newLead({ tags: ["VIP"] });
    const { id, number } = await newLead({ tags: ["emea"] });
    const order: LeadChangeOrder = { kind: "tags", add: [" vip ", "Vip", "two, words"], remove: ["EMEA"] };
    const result = await changeLead(ana, number, order);
    expect(await rowsOf([id])).toMatchObject([{ tags: ["VIP", "two words"] }]);
    expect(result).toEqual({ ok: true, undo: { kind: "tags", add: ["emea"], remove: ["VIP", "two words"] } });

    await changeLead(ana, number, { kind: "tags", add: ["later"], remove: [] });
    if (result.ok && result.undo) await changeLead(ana, number, result.undo, order);
    expect(await rowsOf([id])).toMatchObject([{ tags: ["later", "emea"] }]);
    expect(await listTags(ana)).toEqual(
      expect.arrayContaining([
        { tag: "VIP", count: 1 },
        { tag: "emea", count: 1 },
      ]),
    );
  });

  test("are at most twenty at a lead", async () => {
    const { id, number } = await newLead({ tags: Array.from({ length: 19 }, (_, tag) => `t${tag}`) });
    const tags = (...add: string[]): LeadChangeOrder => ({ kind: "tags", add, remove: [] });
    expect(await changeLead(ana, number, tags("one", "two"))).toEqual({ ok: false, code: "too_many_tags" });
    expect(await changeLead(ana, number, tags("one", "t3"))).toMatchObject({ ok: true });
    expect((await rowsOf([id]))[0]?.tags).toHaveLength(20);
  });
});

describe("a follow-up", () => {
  test("is a day that can be moved and taken off, and none for who must not be contacted", async () => {
    const lead = await newLead();
    const barred = await newLead({ doNotContact: true });
    const on: LeadChangeOrder = { kind: "follow_up", on: "2026-03-02" };
    expect(await changeLead(ana, lead.number, on)).toEqual({ ok: true, undo: { kind: "follow_up", on: null } });
    expect(await rowsOf([lead.id])).toMatchObject([{ followUpOn: "2026-03-02", firstTouchAt: null }]);
    expect(await changeLead(ana, barred.number, on)).toEqual({ ok: false, code: "do_not_contact" });
  });
});

describe("a flag", () => {
  test("takes what waits out of the queue except where such leads are wanted, and taking it off lets it wait again", async () => {
    const { id, number } = await newLead();
    const normal = await createDestination(workspaceId);
    const paused = await createDestination(workspaceId, { state: "paused" });
    const wants = await createDestination(workspaceId, {
      routing: { ...EVERY_LEAD, unlocked: { ...EVERY_LEAD.unlocked, doNotContact: true } },
    });
    const done = await createDestination(workspaceId);
    const due = new Date("2026-03-01T10:00:00Z");
    const owe = (destinationId: string, given: object) =>
      createDelivery(workspaceId, { leadId: id, destinationId, ...given });
    await owe(normal.id, { nextAttemptAt: due });
    await owe(paused.id, { state: "held", nextAttemptAt: null });
    await owe(wants.id, {});
    await owe(done.id, { state: "delivered" });
    const states = () =>
      db
        .select({ state: deliveries.state, reason: deliveries.skipReason })
        .from(deliveries)
        .where(eq(deliveries.leadId, id))
        .orderBy(asc(deliveries.id));

    const order: LeadChangeOrder = { kind: "flag", flag: "do_not_contact", on: true };
    const { undo } = expectOk(await changeLead(ana, number, order));
    const skipped = { state: "skipped", reason: "do_not_contact" };
    expect(await states()).toEqual([
      skipped,
      skipped,
      { state: "queued", reason: null },
      { state: "delivered", reason: null },
    ]);

    if (undo) await changeLead(ana, number, undo, order);
    expect(await states()).toEqual(["queued", "held", "queued", "delivered"].map((state) => ({ state, reason: null })));
    const [again] = await db.select().from(deliveries).where(eq(deliveries.destinationId, normal.id));
    expect(again?.nextAttemptAt).toEqual(due);
  });

  test("set during a try lets that try end and no other follow", async () => {
    const { id, number } = await newLead();
    const destination = await createDestination(workspaceId);
    const leaseToken = crypto.randomUUID();
    const delivery = await createDelivery(workspaceId, {
      leadId: id,
      destinationId: destination.id,
      state: "sending",
      leaseToken,
      leaseUntil: new Date(),
      attemptCount: 1,
    });
    await changeLead(ana, number, { kind: "flag", flag: "do_not_contact", on: true });
    const outcome = { kind: "retry" as const, code: "503", message: "busy", unknown: false };
    await recordAttempt(
      { workspaceId, id: delivery.id, leaseToken },
      { outcome, askedWaitMs: 0, durationMs: 1, mappingVersion: 1, values: {}, warnings: [], exchanges: [] },
    );
    const [after] = await db.select().from(deliveries).where(eq(deliveries.id, delivery.id));
    expect(after).toMatchObject({ state: "skipped", skipReason: "do_not_contact" });
  });

  test("taken off sends nothing that was skipped when the lead arrived, and minds the other flag", async () => {
    const { id, number } = await newLead({ doNotContact: true });
    const destination = await createDestination(workspaceId);
    const arrived = { leadId: id, destinationId: destination.id, skipReason: "do_not_contact" };
    await createDelivery(workspaceId, { ...arrived, state: "skipped", nextAttemptAt: null });
    await createDelivery(workspaceId, { leadId: id, destinationId: destination.id, copy: 1 });
    const flag = (name: "test" | "do_not_contact", on: boolean) =>
      changeLead(ana, number, { kind: "flag", flag: name, on });
    const states = () =>
      db
        .select({ state: deliveries.state, reason: deliveries.skipReason })
        .from(deliveries)
        .where(eq(deliveries.leadId, id))
        .orderBy(asc(deliveries.copy));
    const barred = { state: "skipped", reason: "do_not_contact" };

    await flag("test", true);
    await flag("test", false);
    expect(await states()).toEqual([barred, barred]);
    await flag("do_not_contact", false);
    expect(await states()).toEqual([barred, { state: "queued", reason: null }]);
  });
});

test("who may give which order: viewers only mark as read, flags are for editors and admins", async () => {
  const orders: LeadChangeOrder[] = [
    { kind: "status", status: "closed" },
    { kind: "tags", add: ["x"], remove: [] },
    { kind: "follow_up", on: null },
    { kind: "owner", ownerId: null },
    { kind: "flag", flag: "test", on: true },
    { kind: "read", read: true },
  ];
  const allowed = async (role: Role) => {
    const worker = await createWorker(role);
    const results = await Promise.all(orders.map((order) => prepareChange(worker, order)));
    return results.map(({ ok }) => Number(ok)).join("");
  };
  expect(await allowed("viewer")).toBe("000001");
  expect(await allowed("member")).toBe("111101");
  expect(await allowed("editor")).toBe("111111");
});

test("three thousand leads change in a few statements", async () => {
  const { id: otherWorkspace } = await createWorkspace();
  const { id: receiptOf } = await createLead(otherWorkspace);
  await db.execute(sql`
    with given as (
      select gen_random_uuid() as id, gen_random_uuid() as receipt_id, number
      from generate_series(2, 3001) as number),
    kept as (
      insert into receipts (workspace_id, id, endpoint_id, key_id, received_at, state, body, body_bytes, body_hash,
        headers, remote_address)
      select workspace_id, given.receipt_id, endpoint_id, key_id, received_at, state, body, body_bytes, body_hash,
        headers, remote_address
      from receipts, given where receipts.lead_id = ${receiptOf})
    insert into leads (workspace_id, id, number, endpoint_id, receipt_id, received_at, person_key, search_text)
    select workspace_id, given.id, given.number, endpoint_id, given.receipt_id, received_at, given.id::text, 'x'
    from leads, given where leads.id = ${receiptOf}`);
  const { id: userId } = await createUser(otherWorkspace);
  const worker: Worker = { workspaceId: otherWorkspace, userId, role: "admin" };
  const order: LeadChangeOrder = { kind: "tags", add: ["fair 2026"], remove: [] };
  const changed = await db.transaction((tx) => applyChange(tx, worker, order, undefined));
  expect(changed).toHaveLength(3001);
  expect(await db.$count(leads, and(eq(leads.workspaceId, otherWorkspace), sql`tags = '{"fair 2026"}'`))).toBe(3001);
  expect(await db.transaction((tx) => takeBack(tx, worker, order, changed))).toHaveLength(3001);
});

function expectOk<Result extends { ok: boolean }>(result: Result): Extract<Result, { ok: true }> {
  expect(result).toMatchObject({ ok: true });
  if (!isOk(result)) throw new Error("Expected above");
  return result;
}

function isOk<Result extends { ok: boolean }>(result: Result): result is Extract<Result, { ok: true }> {
  return result.ok;
}
