import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { auditEvents, deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countDeliveries } from "#features/deliveries/count-deliveries.ts";
import {
  at,
  claimAt,
  createForwarding,
  DELIVERED,
  type Forwarding,
  oweLead,
  REFUSED,
  readDelivery,
  START,
  sendAll,
} from "#features/deliveries/forwarding.fixture.ts";
import { handleFailures, reopenFailures } from "#features/deliveries/handle-failures.ts";
import { listDeliveries } from "#features/deliveries/list-deliveries.ts";
import { MOST_CRASHES, recoverLeases } from "#features/deliveries/recover-leases.ts";
import { replayDelivery } from "#features/deliveries/replay-delivery.ts";

useTestDatabase();

let forwarding: Forwarding;
let first: string;
let second: string;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
  [first, second] = [await oweLead(forwarding), await oweLead(forwarding)];
  await sendAll(START, ({ deliveryId }) => (deliveryId === first ? REFUSED : { ...REFUSED, code: "conflict" }));
});

const failed = async () => (await countDeliveries(forwarding.session)).failed;

describe("a failure that somebody has dealt with", () => {
  it("is no longer counted or listed as one, and can be opened again", async () => {
    const { session, userId } = forwarding;
    expect(await handleFailures(session, { deliveryId: first }, at(5))).toEqual({
      ok: true,
      count: 1,
      handledAt: at(5),
    });
    expect(await readDelivery(first)).toMatchObject({ state: "failed", handledAt: at(5), handledBy: userId });
    expect(await failed()).toBe(1);
    const { rows } = await listDeliveries(session, { tab: "failed" });
    expect(rows.map(({ id }) => id)).toEqual([second]);
    const handled = await listDeliveries(session, { tab: "all", state: "handled" });
    expect(handled.rows.map(({ id }) => id)).toEqual([first]);

    expect(await reopenFailures(session, { deliveryId: first })).toEqual({ ok: true, count: 1 });
    expect(await failed()).toBe(2);
  });

  it("is open again when it is sent again and fails again, and gone when it is delivered", async () => {
    const { session } = forwarding;
    await handleFailures(session, { filter: {} });
    await replayDelivery(session, first, { now: at(10) });
    await replayDelivery(session, second, { now: at(10) });
    expect(await failed()).toBe(0);
    await sendAll(at(10), ({ deliveryId }) => (deliveryId === first ? REFUSED : DELIVERED));
    const { rows } = await listDeliveries(session, { tab: "failed" });
    expect(rows.map(({ id }) => id)).toEqual([first]);
  });

  it("is open again when the worker that sends it again dies until it is condemned", async () => {
    const { session } = forwarding;
    await handleFailures(session, { deliveryId: first });
    await replayDelivery(session, first, { now: at(10) });
    let now = at(10);
    for (let crash = 0; crash < MOST_CRASHES; crash += 1) {
      await claimAt(now);
      now = new Date(now.getTime() + 61_000);
      await recoverLeases(now);
    }
    expect(await readDelivery(first)).toMatchObject({ state: "failed", handledAt: null, handledBy: null });
    expect(await failed()).toBe(2);
  });

  it("can be a whole cause at once, undone at once, and is on record", async () => {
    const { session, workspaceId, destinationId } = forwarding;
    const filter = { destination: destinationId, code: "bad_request" };
    expect(await handleFailures(session, { filter }, at(5))).toMatchObject({ ok: true, count: 1 });
    expect(await handleFailures(session, { filter: {} }, at(6))).toMatchObject({ ok: true, count: 1 });
    expect(await failed()).toBe(0);

    expect(await reopenFailures(session, { handledAt: at(5) })).toEqual({ ok: true, count: 1 });
    expect((await readDelivery(first)).handledAt).toBeNull();
    expect((await readDelivery(second)).handledAt).toEqual(at(6));
    const events = await db.select().from(auditEvents);
    expect(
      events.filter((event) => event.workspaceId === workspaceId).map(({ action, details }) => [action, details.count]),
    ).toEqual([
      ["failures.handled", 1],
      ["failures.handled", 1],
      ["failures.reopened", 1],
    ]);
  });

  it("is not handled twice, and what did not fail cannot be", async () => {
    const { session } = forwarding;
    const clicks = await Promise.all([1, 2].map(() => handleFailures(session, { deliveryId: first })));
    expect(clicks.filter(({ ok }) => ok)).toHaveLength(1);
    expect(clicks).toContainEqual({ ok: false, code: "not_failed" });

    const delivered = await oweLead(forwarding);
    await sendAll(START, DELIVERED);
    expect(await handleFailures(session, { deliveryId: delivered })).toEqual({ ok: false, code: "not_failed" });
    expect(await reopenFailures(session, { deliveryId: delivered })).toEqual({ ok: false, code: "not_handled" });
  });

  it("is an admin's and an editor's to decide, of their own workspace", async () => {
    const member = { ...forwarding.session, role: "member" as const };
    expect(await handleFailures(member, { filter: {} })).toEqual({ ok: false, code: "forbidden" });
    expect(await reopenFailures(member, { deliveryId: first })).toEqual({ ok: false, code: "forbidden" });
    const { session } = await createForwarding();
    expect(await handleFailures(session, { deliveryId: first })).toEqual({ ok: false, code: "not_failed" });
    expect(await handleFailures(session, { filter: {} })).toEqual({ ok: false, code: "not_failed" });
    await handleFailures(forwarding.session, { deliveryId: first });
    expect(await reopenFailures(session, { deliveryId: first })).toEqual({ ok: false, code: "not_handled" });
  });
});
