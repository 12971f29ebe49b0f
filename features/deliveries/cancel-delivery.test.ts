import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#db/client.ts";
import { deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { cancelDelivery, uncancelDelivery } from "#features/deliveries/cancel-delivery.ts";
import {
  at,
  BUSY,
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
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { resumeDestination } from "#features/deliveries/resume-destination.ts";

useTestDatabase();

let forwarding: Forwarding;

beforeEach(async () => {
  await db.update(deliveries).set({ state: "cancelled" });
  forwarding = await createForwarding();
});

describe("cancelling", () => {
  it("keeps a lead that waits for its next try from being sent; undoing it brings back the time it was due", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, BUSY);
    expect(await cancelDelivery(forwarding.session, id)).toEqual({ ok: true });
    expect((await readDelivery(id)).state).toBe("cancelled");
    expect(await claimAt(at(3_600))).toEqual([]);

    expect(await uncancelDelivery(forwarding.session, id, at(1))).toEqual({ ok: true });
    expect(await readDelivery(id)).toMatchObject({ state: "queued", nextAttemptAt: at(5), nextTrigger: "auto" });
  });

  it("of what a paused destination holds is undone into what it holds, or what it gets where it was resumed", async () => {
    const [held, resumed] = [await oweLead(forwarding), await oweLead(forwarding)];
    const { session, destinationId } = forwarding;
    await pauseDestination(session, destinationId);
    for (const id of [held, resumed]) expect(await cancelDelivery(session, id)).toEqual({ ok: true });

    await uncancelDelivery(session, held);
    expect(await readDelivery(held)).toMatchObject({ state: "held", nextAttemptAt: null });
    await resumeDestination(session, destinationId, at(60));
    expect((await readDelivery(resumed)).state).toBe("cancelled");
    await uncancelDelivery(session, resumed, at(61));
    expect(await readDelivery(resumed)).toMatchObject({ state: "queued", nextAttemptAt: at(61) });
  });

  it("can be undone while the destination is resumed, and nothing stays behind on hold", async () => {
    const { session, destinationId } = forwarding;
    const owed = await Promise.all(Array.from({ length: 8 }, () => oweLead(forwarding)));
    await pauseDestination(session, destinationId);
    for (const id of owed) await cancelDelivery(session, id);
    await Promise.all([
      ...owed.slice(4).map((id) => uncancelDelivery(session, id)),
      resumeDestination(session, destinationId, at(60)),
      ...owed.slice(0, 4).map((id) => uncancelDelivery(session, id)),
    ]);
    for (const id of owed) expect((await readDelivery(id)).state).toBe("queued");
  });

  it("is refused for what is being sent and for what has come to an end, twice over too", async () => {
    const { session } = forwarding;
    const id = await oweLead(forwarding);
    await claimAt(START);
    expect(await cancelDelivery(session, id)).toEqual({ ok: false, code: "sending" });
    expect(await uncancelDelivery(session, id)).toEqual({ ok: false, code: "sending" });

    for (const outcome of [DELIVERED, REFUSED]) {
      const settled = await oweLead(forwarding);
      await sendAll(START, outcome);
      expect(await cancelDelivery(session, settled)).toEqual({ ok: false, code: "not_waiting" });
      expect(await uncancelDelivery(session, settled)).toEqual({ ok: false, code: "not_cancelled" });
    }

    const waiting = await oweLead(forwarding);
    const clicks = await Promise.all([cancelDelivery(session, waiting), cancelDelivery(session, waiting)]);
    expect(clicks).toEqual(expect.arrayContaining([{ ok: true }, { ok: false, code: "not_waiting" }]));
  });

  it("is an admin's and an editor's, and ends at the workspace", async () => {
    const id = await oweLead(forwarding);
    const stranger = await createForwarding();
    for (const act of [cancelDelivery, uncancelDelivery]) {
      for (const role of ["member", "viewer"] as const)
        expect(await act({ ...forwarding.session, role }, id)).toEqual({ ok: false, code: "forbidden" });
      expect(await act(stranger.session, id)).toEqual({ ok: false, code: "not_found" });
    }
    expect(await cancelDelivery({ ...forwarding.session, role: "editor" }, id)).toEqual({ ok: true });
  });
});
