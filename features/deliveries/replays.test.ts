import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import type { Outcome } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { createDestination } from "#db/factories.ts";
import { insertMany } from "#db/insert-many.ts";
import { attempts, auditEvents, deliveries, replays } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { cancelDelivery } from "#features/deliveries/cancel-delivery.ts";
import { cancelReplay } from "#features/deliveries/cancel-replay.ts";
import type { DeliveryFilter } from "#features/deliveries/delivery-filter.ts";
import {
  at,
  attempt,
  BUSY,
  claimAt,
  createForwarding,
  DELIVERED,
  type Forwarding,
  listAttempts,
  oweLead,
  REFUSED,
  readDelivery,
  START,
  sendAll,
} from "#features/deliveries/forwarding.fixture.ts";
import { getReplay, listRunningReplays } from "#features/deliveries/get-replay.ts";
import { handleFailures } from "#features/deliveries/handle-failures.ts";
import { listDeliveries } from "#features/deliveries/list-deliveries.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { planReplay, type ReplayPlan } from "#features/deliveries/plan-replay.ts";
import { recoverLeases } from "#features/deliveries/recover-leases.ts";
import { type ReplayOrder, startReplay } from "#features/deliveries/start-replay.ts";
import type { Session } from "#features/people/session.ts";

useTestDatabase();

let forwarding: Forwarding;
let session: Session;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
  session = forwarding.session;
});

/** A lead for each outcome, sent at START. */
async function send(...outcomes: Outcome[]): Promise<string[]> {
  const ids: string[] = [];
  for (const _ of outcomes) ids.push(await oweLead(forwarding));
  await sendAll(START, ({ deliveryId }) => outcomes[ids.indexOf(deliveryId)] ?? BUSY);
  return ids;
}

const FAILED: DeliveryFilter = { tab: "failed" };
const ALL: DeliveryFilter = { tab: "all" };

async function plan(filter: DeliveryFilter, { includeDelivered = false, now = at(10) } = {}): Promise<ReplayPlan> {
  const result = await planReplay(session, { filter, includeDelivered }, now);
  if (!result.ok) throw new Error(result.code);
  return result.plan;
}

async function start(filter: DeliveryFilter, order: Partial<ReplayOrder> = {}, now = at(10)) {
  const { replayId, plannedAt, total } = await plan(filter, { includeDelivered: order.includeDelivered ?? false });
  const result = await startReplay(
    session,
    { replayId, plannedAt, filter, mode: "current", perSecond: 2, includeDelivered: false, ...order },
    now,
  );
  expect(result).toEqual({ ok: true, total });
  return replayId;
}

const due = async (ids: string[]) =>
  (await Promise.all(ids.map(readDelivery))).map(({ nextAttemptAt }) => nextAttemptAt);

describe("the plan of a bulk replay", () => {
  it("counts what would be sent for each destination, and says what is left out and why", async () => {
    const [, , handled, cancelled, skipped, sending] = await send(
      REFUSED,
      BUSY,
      REFUSED,
      BUSY,
      DELIVERED,
      BUSY,
      DELIVERED,
    );
    await handleFailures(session, { deliveryId: handled ?? "" });
    await cancelDelivery(session, cancelled ?? "", at(1));
    await db
      .update(deliveries)
      .set({ state: "skipped" })
      .where(eq(deliveries.id, skipped ?? ""));
    await db
      .update(deliveries)
      .set({ state: "sending" })
      .where(eq(deliveries.id, sending ?? ""));
    await oweLead(forwarding);
    const paused = await createDestination(forwarding.workspaceId, { name: "Archive" });
    const held = await oweLead({ ...forwarding, destinationId: paused.id });
    await pauseDestination(session, paused.id, at(1));
    await db.update(deliveries).set({ updatedAt: at(5) });

    expect(await plan(ALL)).toMatchObject({
      total: 2,
      destinations: [{ id: forwarding.destinationId, name: "Sales webhook", count: 2, delivered: 0, identity: "none" }],
      excluded: [
        { why: "sending", count: 1 },
        { why: "skipped", count: 1 },
        { why: "delivered", count: 1 },
        { why: "cancelled", count: 1 },
        { why: "handled", count: 1 },
        { why: "waiting", count: 1 },
        { why: "destination_paused", count: 1 },
      ],
    });
    expect(await plan(ALL, { includeDelivered: true })).toMatchObject({
      total: 3,
      destinations: [{ count: 3, delivered: 1 }],
    });
    expect((await plan({ tab: "all", state: "handled" })).total).toBe(1);
    expect((await plan({ tab: "all", state: "cancelled" })).total).toBe(1);
    expect((await readDelivery(held)).state).toBe("held");
  });

  it("equals what is started: what changes after it stays out", async () => {
    const [first, second] = await send(REFUSED, REFUSED);
    const { replayId, plannedAt, total } = await plan(FAILED);
    const late = await oweLead(forwarding);
    await sendAll(at(11), REFUSED);

    const order = { replayId, plannedAt, filter: FAILED, includeDelivered: false } as const;
    const result = await startReplay(session, { ...order, mode: "current", perSecond: 2 }, at(12));
    expect(result).toEqual({ ok: true, total });
    expect(await due([first ?? "", second ?? "", late])).toEqual([at(12), at(12.5), null]);
  });
});

describe("a bulk replay", () => {
  it("sends each lead once, at the pace asked for at each destination, marked as bulk and on record", async () => {
    const other = await createDestination(forwarding.workspaceId, { connector: "stub", name: "Archive", fields: [] });
    const ids = await send(REFUSED, REFUSED, REFUSED);
    const elsewhere = await oweLead({ ...forwarding, destinationId: other.id });
    await sendAll(START, REFUSED);

    const replayId = await start(FAILED, { perSecond: 4 });
    expect(await due([...ids, elsewhere])).toEqual([at(10), at(10.25), at(10.5), at(10)]);

    const sent: string[] = [];
    await sendAll(at(60), ({ deliveryId }) => {
      sent.push(deliveryId);
      return DELIVERED;
    });
    expect(sent.toSorted()).toEqual([...ids, elsewhere].toSorted());
    expect((await listAttempts(elsewhere)).map(({ trigger }) => trigger)).toEqual(["auto", "bulk"]);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.workspaceId, forwarding.workspaceId));
    expect(events).toMatchObject([
      {
        userId: forwarding.userId,
        action: "replay.started",
        details: { replayId, total: 4, mode: "current", perSecond: 4, includeDelivered: false, filter: FAILED },
      },
    ]);
  });

  it("brings retries forward, never back", async () => {
    const [waiting, soon] = await send(BUSY, BUSY);
    await db
      .update(deliveries)
      .set({ nextAttemptAt: at(3_600) })
      .where(eq(deliveries.id, waiting ?? ""));
    await start({ tab: "waiting" }, { perSecond: 0.1 });
    expect(await due([waiting ?? "", soon ?? ""])).toEqual([at(10), at(5)]);
  });

  it("never sends what a destination has, unless that is asked for", async () => {
    const [delivered] = await send(DELIVERED, REFUSED);
    await start(ALL);
    expect(await readDelivery(delivered ?? "")).toMatchObject({ state: "delivered", replayId: null });

    await sendAll(at(60), DELIVERED);
    const { replayId, plannedAt } = await plan(ALL, { now: at(70) });
    const order = { replayId, plannedAt, filter: ALL, mode: "current", perSecond: 2 } as const;
    const nothing = { ok: false, code: "nothing_to_send" };
    expect(await startReplay(session, { ...order, includeDelivered: false }, at(70))).toEqual(nothing);
    expect(await getReplay(session, replayId)).toBeNull();
    expect(await startReplay(session, { ...order, includeDelivered: true }, at(70))).toEqual({ ok: true, total: 2 });
  });

  it("sends as it was sent, where that is asked for, and maps what was never sent", async () => {
    const rows = [{ target: "name", value: [{ kind: "field" as const, field: "last_name" }], fallback: [] }];
    forwarding = await createForwarding({ rows });
    session = forwarding.session;
    const [sent, unsent] = await send(REFUSED, REFUSED);
    await db.update(attempts).set({ values: { name: "as it was" }, mappingVersion: 9 });
    await db
      .update(attempts)
      .set({ values: null })
      .where(eq(attempts.deliveryId, unsent ?? ""));
    await start(FAILED, { mode: "as_sent" });

    const values = new Map<string, unknown>();
    await sendAll(at(60), (job) => {
      values.set(job.deliveryId, job.values);
      return DELIVERED;
    });
    expect(values).toEqual(
      new Map([
        [sent, { name: "as it was" }],
        [unsent, { name: "Lovelace" }],
      ]),
    );
    expect((await readDelivery(sent ?? "")).mappingVersion).toBe(9);
    expect((await readDelivery(unsent ?? "")).mappingVersion).toBe(1);
  });

  it("starts once, however often that is pressed", async () => {
    const ids = await send(REFUSED, REFUSED);
    const { replayId, plannedAt } = await plan(FAILED);
    const order = { replayId, plannedAt, filter: FAILED, includeDelivered: false, perSecond: 2 } as const;
    const press = () => startReplay(session, { ...order, mode: "current" }, at(10));
    expect(await Promise.all([press(), press()])).toEqual(Array(2).fill({ ok: true, total: 2 }));
    expect(await press()).toEqual({ ok: true, total: 2 });
    const twin = await plan(FAILED);
    expect(await startReplay(session, { ...order, ...twin, mode: "current" }, at(10))).toMatchObject({ ok: false });
    await sendAll(at(60), DELIVERED);
    for (const id of ids) expect(await listAttempts(id)).toHaveLength(2);
  });

  it("reaches 10,000 deliveries, each with a place of its own in the line", async () => {
    const [first] = await send(REFUSED);
    const { leadId } = await readDelivery(first ?? "");
    const { workspaceId, destinationId } = forwarding;
    const lastProblem = { code: "bad_request", message: "no" };
    const common = { workspaceId, leadId, destinationId, lastProblem, state: "failed" as const, updatedAt: at(0) };
    await db.transaction((tx) =>
      insertMany(
        tx,
        deliveries,
        Array.from({ length: 9_999 }, (_, copy) => ({ ...common, id: v7(), copy: copy + 1, personKey: String(copy) })),
      ),
    );
    const replayId = await start(FAILED, { perSecond: 10 });
    const ofReplay = eq(deliveries.replayId, replayId);
    const [line] = await db
      .select({
        count: count(),
        times: sql<number>`count(distinct ${deliveries.nextAttemptAt})::int`,
        last: sql<Date>`max(${deliveries.nextAttemptAt})`.mapWith(deliveries.nextAttemptAt),
      })
      .from(deliveries)
      .where(ofReplay);
    expect(line).toEqual({ count: 10_000, times: 10_000, last: at(10 + 999.9) });
    const [earliest] = await db
      .select()
      .from(deliveries)
      .where(ofReplay)
      .orderBy(asc(deliveries.nextAttemptAt))
      .limit(1);
    expect(earliest?.id).toBe(first);
    expect(await cancelReplay(session, replayId)).toEqual({ ok: true, putBack: 10_000 });
  });
});

describe("the progress of a bulk replay", () => {
  it("adds up at every moment, and lists what became of each", async () => {
    // One that arrives in between, or so many refusals in a row would put the destination on hold.
    const ids = [
      ...(await send(REFUSED, REFUSED, REFUSED)),
      ...(await send(DELIVERED)),
      ...(await send(REFUSED, REFUSED)),
    ];
    ids.splice(3, 1);
    const replayId = await start(FAILED, { perSecond: 1 });
    expect(await getReplay(session, replayId)).toMatchObject({
      total: 5,
      untried: 5,
      lastDueAt: at(14),
      startedBy: "Ana Torres",
      cancelledAt: null,
    });
    expect(await listRunningReplays(session, new Date())).toEqual([{ id: replayId, total: 5 }]);

    await cancelDelivery(session, ids[4] ?? "", at(11));
    const outcomes = [DELIVERED, REFUSED, BUSY];
    await sendAll(at(12), ({ deliveryId }) => outcomes[ids.indexOf(deliveryId)] ?? BUSY);
    expect(await getReplay(session, replayId)).toMatchObject({
      total: 5,
      delivered: 1,
      failed: 1,
      retrying: 1,
      untried: 1,
      cancelled: 1,
      gone: 0,
      lastDueAt: at(13),
    });
    const { rows } = await listDeliveries(session, { tab: "all", replay: replayId });
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      [ids[4], "cancelled"],
      [ids[3], "retry"],
      [ids[2], "retry"],
      [ids[1], "failed"],
      [ids[0], "delivered"],
    ]);
    await sendAll(at(3_600), DELIVERED);
    expect(await getReplay(session, replayId)).toMatchObject({ delivered: 3, untried: 0, lastDueAt: null });
    expect(await listRunningReplays(session, new Date())).toEqual([]);
  });

  it("counts what a later one has sent again as gone", async () => {
    await send(REFUSED, REFUSED);
    const first = await start(FAILED);
    await sendAll(at(60), REFUSED);
    const { replayId, plannedAt } = await plan(FAILED, { now: at(70) });
    const order = { replayId, plannedAt, filter: FAILED, includeDelivered: false, perSecond: 2 } as const;
    await startReplay(session, { ...order, mode: "current" }, at(70));
    expect(await getReplay(session, first)).toMatchObject({ total: 2, failed: 0, gone: 2 });
  });
});

describe("cancelling a bulk replay", () => {
  it("puts back what it has not tried as it was, and leaves what it has", async () => {
    const kinds = [REFUSED, REFUSED, BUSY, DELIVERED, REFUSED];
    const ids = await send(...kinds);
    const [tried, failed, retry, delivered, running] = ids;
    await db
      .update(deliveries)
      .set({ nextAttemptAt: at(3_600) })
      .where(eq(deliveries.id, retry ?? ""));
    const restored = [failed ?? "", retry ?? "", delivered ?? ""];
    const before = await Promise.all(restored.map(readDelivery));
    const replayId = await start(ALL, { includeDelivered: true, mode: "as_sent", perSecond: 1 });
    await db
      .update(deliveries)
      .set({ nextAttemptAt: at(10) })
      .where(inArray(deliveries.id, [tried ?? "", running ?? ""]));

    const [one, two] = (await claimAt(at(10))).toSorted((a, b) => (a.id === tried ? -1 : b.id === tried ? 1 : 0));
    expect([one?.id, two?.id]).toEqual([tried, running]);
    if (one) await attempt(one, at(10), DELIVERED);
    expect(await cancelReplay(session, replayId, at(11))).toEqual({ ok: true, putBack: 3 });

    expect(await Promise.all(restored.map(readDelivery))).toEqual(before);
    expect((await readDelivery(tried ?? "")).state).toBe("delivered");
    if (two) await attempt(two, at(12), REFUSED);
    expect(await getReplay(session, replayId)).toMatchObject({
      total: 5,
      delivered: 1,
      failed: 1,
      untried: 0,
      gone: 3,
      cancelledAt: at(11),
    });
    expect(await listRunningReplays(session, new Date())).toEqual([]);
  });

  it("gives back to an earlier one what that has sent, and to people what they had dealt with", async () => {
    const [handled] = await send(REFUSED, REFUSED);
    const first = await start(FAILED);
    await sendAll(at(60), REFUSED);
    await handleFailures(session, { deliveryId: handled ?? "" }, at(61));
    const before = await readDelivery(handled ?? "");

    const filter: DeliveryFilter = { tab: "all", state: "handled" };
    const { replayId, plannedAt } = await plan(filter, { now: at(70) });
    const order = { replayId, plannedAt, filter, includeDelivered: false, perSecond: 2 } as const;
    await startReplay(session, { ...order, mode: "as_sent" }, at(70));
    expect(await getReplay(session, first)).toMatchObject({ failed: 1, gone: 1 });
    expect(await cancelReplay(session, replayId)).toEqual({ ok: true, putBack: 1 });
    expect(await readDelivery(handled ?? "")).toEqual(before);
    expect(await getReplay(session, first)).toMatchObject({ failed: 2, gone: 0 });
  });

  it("leaves what was lost with its worker: it may have arrived", async () => {
    const [lost] = await send(REFUSED);
    const replayId = await start(FAILED);
    await claimAt(at(10));
    await recoverLeases(at(90));
    expect(await cancelReplay(session, replayId)).toEqual({ ok: true, putBack: 0 });
    expect(await readDelivery(lost ?? "")).toMatchObject({ state: "queued", previousUnknown: true });
  });

  it("also reaches what a destination that was paused meanwhile holds", async () => {
    const [failed, retry] = await send(REFUSED, BUSY);
    const replayId = await start(ALL);
    await pauseDestination(session, forwarding.destinationId, at(11));
    expect(await cancelReplay(session, replayId)).toEqual({ ok: true, putBack: 2 });
    expect((await readDelivery(failed ?? "")).state).toBe("failed");
    expect(await readDelivery(retry ?? "")).toMatchObject({ state: "held", nextAttemptAt: null });
  });

  it("happens once, and is on record", async () => {
    await send(REFUSED);
    const replayId = await start(FAILED);
    const clicks = await Promise.all([cancelReplay(session, replayId), cancelReplay(session, replayId)]);
    expect(clicks.filter(({ ok }) => ok)).toHaveLength(1);
    expect(clicks).toContainEqual({ ok: false, code: "already_cancelled" });
    const [{ events } = { events: 0 }] = await db
      .select({ events: count() })
      .from(auditEvents)
      .where(and(eq(auditEvents.workspaceId, forwarding.workspaceId), eq(auditEvents.action, "replay.cancelled")));
    expect(events).toBe(1);
  });
});

describe("rights", () => {
  it("to plan, start and cancel are an admin's and an editor's", async () => {
    await send(REFUSED);
    const replayId = await start(FAILED);
    const refused = { ok: false, code: "forbidden" };
    for (const role of ["member", "viewer"] as const) {
      const other = { ...session, role };
      expect(await planReplay(other, { filter: FAILED, includeDelivered: false })).toEqual(refused);
      const order = { replayId: v7(), plannedAt: at(9), filter: FAILED, includeDelivered: false } as const;
      expect(await startReplay(other, { ...order, mode: "current", perSecond: 2 })).toEqual(refused);
      expect(await cancelReplay(other, replayId)).toEqual(refused);
    }
  });

  it("end at the workspace: what another has is as if it were not there", async () => {
    await send(REFUSED);
    const replayId = await start(FAILED);
    const mine = session;
    await createStranger();
    const ofOther: DeliveryFilter = { tab: "all", destination: forwarding.destinationId };
    expect(await plan(ofOther)).toMatchObject({ total: 0, destinations: [], excluded: [] });
    const order = { replayId: v7(), plannedAt: at(90), filter: ofOther, includeDelivered: true } as const;
    expect(await startReplay(session, { ...order, mode: "current", perSecond: 2 })).toMatchObject({ ok: false });
    expect(await getReplay(session, replayId)).toBeNull();
    expect(await listRunningReplays(session, new Date())).toEqual([]);
    expect(await cancelReplay(session, replayId)).toEqual({ ok: false, code: "not_found" });
    expect(await getReplay(mine, replayId)).toMatchObject({ untried: 1, cancelledAt: null });
    expect(await db.select().from(replays).where(eq(replays.id, replayId))).toHaveLength(1);
  });

  async function createStranger() {
    session = (await createForwarding()).session;
  }
});
