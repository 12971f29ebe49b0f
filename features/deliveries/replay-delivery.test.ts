import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { auditEvents, deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import {
  at,
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
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { replayDelivery, tryDeliveryNow } from "#features/deliveries/replay-delivery.ts";
import { resumeDestination } from "#features/deliveries/resume-destination.ts";

useTestDatabase();

let forwarding: Forwarding;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
});

describe("sending again by hand", () => {
  it.each([
    ["delivered", DELIVERED],
    ["failed", REFUSED],
  ] as const)("queues a %s delivery at once, under the id the destination already knows", async (_state, outcome) => {
    const id = await oweLead(forwarding);
    await sendAll(START, outcome);
    expect(await replayDelivery(forwarding.session, id, at(10))).toEqual({ ok: true });

    const seen: string[] = [];
    await sendAll(at(10), ({ deliveryId }) => {
      seen.push(deliveryId);
      return DELIVERED;
    });
    expect(seen).toEqual([id]);
    expect((await listAttempts(id)).map(({ number, trigger }) => [number, trigger])).toEqual([
      [1, "auto"],
      [2, "replay"],
    ]);
  });

  it("is written down with who did it", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, REFUSED);
    await replayDelivery(forwarding.session, id);
    const { leadId } = await readDelivery(id);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.workspaceId, forwarding.workspaceId));
    expect(events).toMatchObject([
      {
        userId: forwarding.userId,
        action: "delivery.replayed",
        details: { deliveryId: id, leadId, destinationId: forwarding.destinationId },
      },
    ]);
  });

  it("begins the schedule anew", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, BUSY);
    await sendAll(at(5), REFUSED);
    await replayDelivery(forwarding.session, id, at(100));
    await sendAll(at(100), BUSY);
    expect((await readDelivery(id)).nextAttemptAt).toEqual(at(105));
    await sendAll(at(105), BUSY);
    expect((await readDelivery(id)).nextAttemptAt).toEqual(at(405));
  });

  it("is refused while it is being sent, while it waits, and when it was skipped", async () => {
    const id = await oweLead(forwarding);
    expect(await replayDelivery(forwarding.session, id)).toEqual({ ok: false, code: "waiting" });
    await claimAt(START);
    expect(await replayDelivery(forwarding.session, id)).toEqual({ ok: false, code: "sending" });
    await db.update(deliveries).set({ state: "skipped", skipReason: "do_not_contact" }).where(eq(deliveries.id, id));
    expect(await replayDelivery(forwarding.session, id)).toEqual({ ok: false, code: "skipped" });
  });

  it("is refused while the destination is paused", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, REFUSED);
    await pauseDestination(forwarding.session, forwarding.destinationId);
    expect(await replayDelivery(forwarding.session, id)).toEqual({ ok: false, code: "destination_paused" });
  });
});

describe("trying now", () => {
  it("brings a waiting delivery forward", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, BUSY);
    await sendAll(at(5), BUSY);
    expect(await tryDeliveryNow(forwarding.session, id, at(6))).toEqual({ ok: true });
    await sendAll(at(6), DELIVERED);
    expect((await readDelivery(id)).state).toBe("delivered");
  });

  it("is refused for what does not wait", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, DELIVERED);
    expect(await tryDeliveryNow(forwarding.session, id)).toEqual({ ok: false, code: "not_waiting" });
  });
});

describe("rights", () => {
  const member = () => ({ ...forwarding.session, role: "member" as const });

  it("to send and to pause are an admin's and an editor's", async () => {
    const id = await oweLead(forwarding);
    const refused = { ok: false, code: "forbidden" };
    expect(await replayDelivery(member(), id)).toEqual(refused);
    expect(await tryDeliveryNow(member(), id)).toEqual(refused);
    expect(await pauseDestination(member(), forwarding.destinationId)).toEqual(refused);
    expect(await resumeDestination(member(), forwarding.destinationId)).toEqual(refused);
  });

  it("end at the workspace", async () => {
    const { session } = await createForwarding();
    const id = await oweLead(forwarding);
    const missing = { ok: false, code: "not_found" };
    expect(await replayDelivery(session, id)).toEqual(missing);
    expect(await tryDeliveryNow(session, id)).toEqual(missing);
    expect(await pauseDestination(session, forwarding.destinationId)).toEqual(missing);
    expect(await resumeDestination(session, forwarding.destinationId)).toEqual(missing);
  });
});
