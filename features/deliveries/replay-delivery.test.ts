import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";
import type { Job, MappingRow, Outcome, TargetField } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { auditEvents, deliveries, destinations, mappings } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { cancelDelivery, uncancelDelivery } from "#features/deliveries/cancel-delivery.ts";
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
  SIGNED_OUT,
  START,
  sendAll,
} from "#features/deliveries/forwarding.fixture.ts";
import { handBackLeases } from "#features/deliveries/hand-back-leases.ts";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { probeDestination } from "#features/deliveries/probe-destination.ts";
import { recoverLeases } from "#features/deliveries/recover-leases.ts";
import { replayDelivery, tryDeliveryNow } from "#features/deliveries/replay-delivery.ts";
import { resumeDestination } from "#features/deliveries/resume-destination.ts";

useTestDatabase();

const LAST_NAME_ROWS = [{ target: "name", value: [{ kind: "field" as const, field: "last_name" }], fallback: [] }];
const REQUIRED_NAME: TargetField = { name: "name", label: "Name", type: "string", required: true };

async function publish({ workspaceId, destinationId }: Forwarding, version: number, rows: MappingRow[]) {
  await db.insert(mappings).values({ workspaceId, id: v7(), destinationId, version, rows });
  await db.update(destinations).set({ liveMappingVersion: version }).where(eq(destinations.id, destinationId));
}

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
    expect(await replayDelivery(forwarding.session, id, { seenTries: 1, now: at(10) })).toEqual({ ok: true });

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
        details: { deliveryId: id, leadId, destinationId: forwarding.destinationId, mode: "current" },
      },
    ]);
  });

  it("never happens to a delivered lead unless somebody asks who saw that it is delivered", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, DELIVERED);
    expect(await replayDelivery(forwarding.session, id)).toEqual({ ok: false, code: "delivered" });
    expect(await replayDelivery(forwarding.session, id, { seenTries: 0 })).toEqual({ ok: false, code: "changed" });
    expect(await claimAt(at(60))).toEqual([]);
    expect(await replayDelivery(forwarding.session, id, { seenTries: 1 })).toEqual({ ok: true });
  });

  it("happens once for two clicks, even where the first is done before the second comes", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, REFUSED);
    const click = () => replayDelivery(forwarding.session, id, { seenTries: 1, now: at(10) });
    const both = await Promise.all([click(), click()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual({ ok: false, code: "waiting" });
    await sendAll(at(10), REFUSED);
    expect(await click()).toEqual({ ok: false, code: "changed" });
  });

  it("sends what was sent last where that is asked for, whatever the mapping is now", async () => {
    const own = await createForwarding({ rows: LAST_NAME_ROWS });
    const id = await oweLead(own, { lastName: "Lovelace" });
    await sendAll(START, REFUSED);
    await publish(own, 2, [{ target: "name", value: [{ kind: "field", field: "company" }], fallback: [] }]);

    const sent: unknown[] = [];
    const answer = ({ values }: Job) => {
      sent.push(values);
      return REFUSED;
    };
    await replayDelivery(own.session, id, { mode: "as_sent", now: at(10) });
    await sendAll(at(10), answer);
    await replayDelivery(own.session, id, { mode: "current", now: at(20) });
    await sendAll(at(20), answer);

    expect(sent).toEqual([{ name: "Lovelace" }, { name: "Fabrikam" }]);
    expect((await listAttempts(id)).map(({ mappingVersion }) => mappingVersion)).toEqual([1, 1, 2]);
  });

  it("as it was sent lasts through retries, a pause and a worker that died, until it is answered", async () => {
    const own = await createForwarding({ rows: LAST_NAME_ROWS });
    const id = await oweLead(own, { lastName: "Lovelace" });
    await sendAll(START, REFUSED);
    await publish(own, 2, [{ target: "name", value: [{ kind: "field", field: "company" }], fallback: [] }]);
    const sent: unknown[] = [];
    const answering =
      (outcome: Outcome) =>
      ({ values }: Job) => {
        sent.push(values.name);
        return outcome;
      };

    await replayDelivery(own.session, id, { mode: "as_sent", now: at(10) });
    await sendAll(at(10), answering(BUSY));
    await cancelDelivery(own.session, id);
    await uncancelDelivery(own.session, id);
    await sendAll(at(15), answering(SIGNED_OUT));
    await resumeDestination(own.session, own.destinationId, at(20));
    await claimAt(at(20));
    await recoverLeases(at(81));
    await handBackLeases(await claimAt(at(81)), at(82));
    await sendAll(at(82), answering(BUSY));
    await tryDeliveryNow(own.session, id, at(83));
    await sendAll(at(83), answering(REFUSED));
    expect(sent).toEqual(Array(4).fill("Lovelace"));
    expect(await readDelivery(id)).toMatchObject({ state: "failed", resendValues: null });

    await replayDelivery(own.session, id, { now: at(90) });
    await sendAll(at(90), answering(DELIVERED));
    expect(sent.at(-1)).toBe("Fabrikam");
    expect((await listAttempts(id)).map(({ mappingVersion }) => mappingVersion)).toEqual([1, 1, 1, null, 1, 1, 2]);
  });

  it("has nothing to send as it was sent where no try came to sending", async () => {
    const own = await createForwarding({ rows: LAST_NAME_ROWS, fields: [REQUIRED_NAME] });
    const id = await oweLead(own, { lastName: null });
    await sendAll(START, DELIVERED);
    expect(await replayDelivery(own.session, id, { mode: "as_sent" })).toEqual({ ok: false, code: "never_sent" });
  });

  it("begins the schedule anew", async () => {
    const id = await oweLead(forwarding);
    await sendAll(START, BUSY);
    await sendAll(at(5), REFUSED);
    await replayDelivery(forwarding.session, id, { now: at(100) });
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
    expect(await probeDestination(member(), forwarding.destinationId)).toEqual(refused);
  });

  it("end at the workspace", async () => {
    const { session } = await createForwarding();
    const id = await oweLead(forwarding);
    const missing = { ok: false, code: "not_found" };
    expect(await replayDelivery(session, id)).toEqual(missing);
    expect(await tryDeliveryNow(session, id)).toEqual(missing);
    expect(await pauseDestination(session, forwarding.destinationId)).toEqual(missing);
    expect(await resumeDestination(session, forwarding.destinationId)).toEqual(missing);
    expect(await probeDestination(session, forwarding.destinationId)).toEqual(missing);
  });
});
