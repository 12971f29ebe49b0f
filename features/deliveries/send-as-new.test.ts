import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { deliveriesOfLead } from "#features/deliveries/deliveries-of-lead.ts";
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
import { getDelivery } from "#features/deliveries/get-delivery.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { sendAsNew } from "#features/deliveries/send-as-new.ts";

useTestDatabase();

let forwarding: Forwarding;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
});

describe("sending as new", () => {
  it("sends the lead under another id, and leaves what was delivered as it is", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, { ...DELIVERED, externalId: "7" });
    const result = await sendAsNew(forwarding.session, id, 0, at(10));
    if (!result.ok) throw new Error(result.code);

    const sent: string[] = [];
    await sendAll(at(10), ({ deliveryId }) => {
      sent.push(deliveryId);
      return { ...DELIVERED, externalId: "8" };
    });
    expect(sent).toEqual([result.deliveryId]);
    expect(await readDelivery(id)).toMatchObject({ state: "delivered", externalId: "7", copy: 0 });
    expect(await readDelivery(result.deliveryId)).toMatchObject({ state: "delivered", externalId: "8", copy: 1 });
    expect(await getDelivery(forwarding.session, id)).toMatchObject({ copy: 0, newestCopy: 1 });
    const { leadId } = await readDelivery(id);
    expect(await deliveriesOfLead(forwarding.session, leadId)).toHaveLength(2);
  });

  it("takes the failure it replaces off the list of failures", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, REFUSED);
    await sendAsNew(forwarding.session, id, 0, at(10));
    expect(await readDelivery(id)).toMatchObject({
      state: "failed",
      handledAt: at(10),
      handledBy: forwarding.userId,
    });
  });

  it("happens once for two clicks, from whichever copy they come", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, DELIVERED);
    const both = await Promise.all([0, 0].map((seen) => sendAsNew(forwarding.session, id, seen, at(10))));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual({ ok: false, code: "changed" });

    const { leadId } = await readDelivery(id);
    const [copy] = await db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(and(eq(deliveries.leadId, leadId), eq(deliveries.copy, 1)));
    await sendAll(at(10), DELIVERED);
    const again = await Promise.all([id, copy?.id ?? ""].map((one) => sendAsNew(forwarding.session, one, 1)));
    expect(again.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is refused while the lead is on its way, when it was skipped, and while the destination is paused", async () => {
    const { session } = forwarding;
    const id = await oweLead(forwarding);
    expect(await sendAsNew(session, id, 0)).toEqual({ ok: false, code: "waiting" });
    await claimAt(START);
    expect(await sendAsNew(session, id, 0)).toEqual({ ok: false, code: "sending" });
    await db.update(deliveries).set({ state: "held" }).where(eq(deliveries.id, id));
    expect(await sendAsNew(session, id, 0)).toEqual({ ok: false, code: "waiting" });
    await db.update(deliveries).set({ state: "skipped" }).where(eq(deliveries.id, id));
    expect(await sendAsNew(session, id, 0)).toEqual({ ok: false, code: "skipped" });
    await db.update(deliveries).set({ state: "failed" }).where(eq(deliveries.id, id));
    await pauseDestination(session, forwarding.destinationId);
    expect(await sendAsNew(session, id, 0)).toEqual({ ok: false, code: "destination_paused" });
  });

  it("is an admin's and an editor's, and ends at the workspace", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, DELIVERED);
    const member = { ...forwarding.session, role: "member" as const };
    expect(await sendAsNew(member, id, 0)).toEqual({ ok: false, code: "forbidden" });
    const stranger = await createForwarding();
    expect(await sendAsNew(stranger.session, id, 0)).toEqual({ ok: false, code: "not_found" });
  });
});
