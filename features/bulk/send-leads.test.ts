import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createDelivery, createDestination, createLead, createWorkspace } from "#db/factories.ts";
import { deliveries, destinations } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { createLeadsAlike, createSession, EVERYTHING_NOW, runAll } from "#features/bulk/bulk.fixture.ts";
import { getBulkProgress } from "#features/bulk/get-bulk-progress.ts";
import { planBulkChange } from "#features/bulk/plan-bulk-change.ts";
import { startBulkChange } from "#features/bulk/start-bulk-change.ts";
import { undoBulkChange } from "#features/bulk/undo-bulk-change.ts";
import { replayDelivery } from "#features/deliveries/replay-delivery.ts";
import type { Session } from "#features/people/session.ts";
import { EVERY_LEAD } from "#features/rules/routing.ts";

useTestDatabase();

let session: Session;
let destinationId: string;

beforeEach(async () => {
  session = await createSession((await createWorkspace()).id);
  destinationId = await createReady();
});

async function createReady(given: Partial<typeof destinations.$inferInsert> = {}): Promise<string> {
  return (await createDestination(session.workspaceId, { liveMappingVersion: 1, ...given })).id;
}

const plan = () => planBulkChange(session, EVERYTHING_NOW, { kind: "send", destinationId });
const send = () => startBulkChange(session, EVERYTHING_NOW, { kind: "send", destinationId });

async function sendAll(): Promise<string> {
  const started = await send();
  if (!started.ok) throw new Error(started.code);
  return started.id;
}

type Given = Partial<typeof deliveries.$inferInsert>;

async function createSent(given: Given) {
  const { id: leadId } = await createLead(session.workspaceId);
  return createDelivery(session.workspaceId, { leadId, destinationId, ...given });
}

const allDeliveries = () =>
  db.select().from(deliveries).where(eq(deliveries.workspaceId, session.workspaceId)).orderBy(asc(deliveries.id));
const states = async () => (await allDeliveries()).map(({ state }) => state);

describe("sending leads in bulk", () => {
  test("owes every lead to the destination that was never owed to it, at once", async () => {
    await createLeadsAlike(session.workspaceId, 3, { personKey: "one person" });
    await createDelivery(session.workspaceId, { leadId: (await createLead(session.workspaceId)).id });
    const id = await sendAll();
    const made = (await allDeliveries()).filter((delivery) => delivery.destinationId === destinationId);
    expect(made).toHaveLength(4);
    expect(made[0]).toMatchObject({ state: "queued", nextTrigger: "bulk", replayId: id, copy: 0 });
    expect(made[0]?.nextAttemptAt).toBeInstanceOf(Date);
    expect(made.filter(({ personKey }) => personKey === "one person")).toHaveLength(3);
  });

  test("never sends what the destination has or what is on its way, and says so beforehand", async () => {
    const kinds: Given[] = [
      { state: "delivered" },
      { state: "sending" },
      { state: "queued" },
      { state: "held" },
      { state: "failed" },
      { state: "skipped", skipReason: "rule" },
      { state: "cancelled" },
    ];
    for (const each of kinds) await createSent(each);
    await createSent({ state: "failed" }).then(({ leadId }) =>
      createDelivery(session.workspaceId, { leadId, destinationId, copy: 1, state: "delivered" }),
    );
    expect(await plan()).toEqual({
      ok: true,
      plan: {
        matched: 8,
        changing: 3,
        isMore: false,
        leftOut: [
          { reason: "delivered", count: 2 },
          { reason: "sending", count: 1 },
          { reason: "waiting", count: 2 },
        ],
      },
    });
    expect(await send()).toMatchObject({ progress: { state: "done", total: 3, done: 3 } });
    expect((await states()).slice(0, 7)).toEqual([
      ...["delivered", "sending", "queued", "held"],
      ...["queued", "queued", "queued"],
    ]);
    expect(await send()).toEqual({ ok: false, code: "nothing_to_change" });
  });

  test("makes one delivery of each lead, however many people send them at the same time", async () => {
    await createLeadsAlike(session.workspaceId, 100);
    await Promise.all([send(), send(), send()]);
    await runAll();
    expect(await states()).toEqual(Array(100).fill("queued"));
  });

  test("keeps to the locks of the destination, unless somebody has unlocked it", async () => {
    await createLead(session.workspaceId, { isTest: true });
    await createLead(session.workspaceId, { doNotContact: true });
    await createLead(session.workspaceId, { erasedAt: new Date() });
    const locked = ["erased", "test", "do_not_contact"].map((reason) => ({ reason, count: 1 }));
    expect(await plan()).toMatchObject({ plan: { changing: 0, leftOut: locked } });

    const routing = { ...EVERY_LEAD, unlocked: { test: true, doNotContact: true, repeats: false } };
    await db.update(destinations).set({ routing }).where(eq(destinations.id, destinationId));
    expect(await plan()).toMatchObject({ plan: { changing: 2, leftOut: [{ reason: "erased", count: 1 }] } });
    await sendAll();
    expect(await states()).toEqual(["queued", "queued"]);
  });

  test("waits for a destination that is paused", async () => {
    destinationId = await createReady({ state: "paused" });
    await createSent({ state: "failed" });
    await createLead(session.workspaceId);
    await sendAll();
    expect(await allDeliveries()).toMatchObject([
      { state: "held", nextAttemptAt: null },
      { state: "held", nextAttemptAt: null },
    ]);
  });

  test("is refused for a destination that is not there or not ready, and to people who only work leads", async () => {
    await createLead(session.workspaceId);
    expect(
      await planBulkChange({ ...session, role: "member" }, EVERYTHING_NOW, { kind: "send", destinationId }),
    ).toEqual({ ok: false, code: "forbidden" });
    destinationId = await createReady({ liveMappingVersion: null });
    expect(await plan()).toEqual({ ok: false, code: "destination_not_ready" });
    destinationId = (await createDestination((await createWorkspace()).id, { liveMappingVersion: 1 })).id;
    expect(await send()).toEqual({ ok: false, code: "destination_not_found" });
  });

  test("fails where it was begun and the destination takes nothing any more", async () => {
    await createLeadsAlike(session.workspaceId, 501);
    const id = await sendAll();
    await db.update(destinations).set({ liveMappingVersion: null }).where(eq(destinations.id, destinationId));
    await runAll();
    expect(await getBulkProgress(session, id)).toMatchObject({ state: "failed", done: 500, mayUndo: true });
    await undoBulkChange(session, id);
    await runAll();
    expect(new Set(await states())).toEqual(new Set(["cancelled"]));
  });

  test("taken back, is not sent where it still waits; what has arrived or was sent by hand since stays", async () => {
    const skipped = await createSent({ state: "skipped", skipReason: "rule", nextAttemptAt: null });
    const failed = await createSent({ state: "failed", attemptCount: 3, nextAttemptAt: null });
    const arrived = await createSent({ state: "failed" });
    const retried = await createSent({ state: "failed", attemptCount: 1 });
    const byHand = await createSent({ state: "failed" });
    await createLead(session.workspaceId);
    const id = await sendAll();
    const set = (delivery: { id: string }, given: Given) =>
      db.update(deliveries).set(given).where(eq(deliveries.id, delivery.id));
    await set(arrived, { state: "delivered" });
    await set(retried, { attemptCount: 2, nextTrigger: "auto" });
    await set(byHand, { state: "failed" });
    await replayDelivery(session, byHand.id);

    expect(await undoBulkChange(session, id)).toMatchObject({ progress: { state: "done", total: 6, done: 4 } });
    expect(await allDeliveries()).toMatchObject([
      { id: skipped.id, state: "skipped", skipReason: "rule", nextAttemptAt: null, replayId: null },
      { id: failed.id, state: "failed", nextAttemptAt: null, nextTrigger: "auto" },
      { id: arrived.id, state: "delivered" },
      { id: retried.id, state: "cancelled" },
      { id: byHand.id, state: "queued", nextTrigger: "replay" },
      { state: "cancelled" },
    ]);
  });
});
