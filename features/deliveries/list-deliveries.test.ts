import { beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "#connectors/connector.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countDeliveries } from "#features/deliveries/count-deliveries.ts";
import { deliveriesOfLead } from "#features/deliveries/deliveries-of-lead.ts";
import { NO_FIELD } from "#features/deliveries/delivery-filter.ts";
import {
  at,
  attempt,
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
import { getDelivery } from "#features/deliveries/get-delivery.ts";
import { listDeliveries } from "#features/deliveries/list-deliveries.ts";
import { replayDelivery } from "#features/deliveries/replay-delivery.ts";

useTestDatabase();

let forwarding: Forwarding;
let stranger: Forwarding;
let delivered: string;
let retried: string;
let failed: string;
let queued: string;

beforeAll(async () => {
  forwarding = await createForwarding();
  stranger = await createForwarding();
  delivered = await oweLead(forwarding, {
    firstName: "Grace",
    lastName: "Hopper",
    searchText: "grace hopper",
  });
  retried = await oweLead(forwarding);
  failed = await oweLead(forwarding);
  for (const lease of await claimAt(START)) {
    const answers = new Map<string, Outcome>([
      [delivered, { ...DELIVERED, externalId: "7", url: "https://crm.example/7" }],
      [retried, BUSY],
      [failed, REFUSED],
    ]);
    await attempt(lease, at(1), answers.get(lease.id) ?? BUSY);
  }
  queued = await oweLead(forwarding);
});

describe("the list of deliveries", () => {
  it("tells newest first what became of each lead at each destination", async () => {
    const { rows, next } = await listDeliveries(forwarding.session, { tab: "all" });
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      [queued, "queued"],
      [failed, "failed"],
      [retried, "retry"],
      [delivered, "delivered"],
    ]);
    expect(next).toBeNull();
    expect(rows.at(-1)).toMatchObject({
      lead: { number: 1, firstName: "Grace", lastName: "Hopper" },
      destinationName: "Sales webhook",
      connector: "stub",
      attemptCount: 1,
      durationMs: expect.any(Number),
      at: at(1),
      problem: null,
    });
    expect(rows[2]).toMatchObject({ nextAttemptAt: at(6), problem: { code: "unavailable", message: "HTTP 503" } });
  });

  it("has a tab for what waits and one for what needs a person", async () => {
    const idsOn = async (tab: "waiting" | "failed") =>
      (await listDeliveries(forwarding.session, { tab })).rows.map(({ id }) => id);
    expect(await idsOn("waiting")).toEqual([queued, retried]);
    expect(await idsOn("failed")).toEqual([failed]);
    expect(await countDeliveries(forwarding.session)).toEqual({ waiting: 2, failed: 1 });
  });

  it.each([
    [{ state: "retry" }, () => [retried]],
    [{ state: "queued" }, () => [queued]],
    [{ state: "waiting" }, () => [queued, retried]],
    [{ code: "bad_request" }, () => [failed]],
    [{ code: "bad_request", field: NO_FIELD }, () => [failed]],
    [{ code: "bad_request", field: "lastname" }, () => []],
    [{ q: "hópper grace" }, () => [delivered]],
    [{ q: "nobody" }, () => []],
    [{ lead: 2 }, () => [retried]],
    [{ lead: 2, state: "failed" }, () => []],
  ] as const)("is narrowed down by %o", async (narrowing, ids) => {
    const { rows } = await listDeliveries(forwarding.session, { tab: "all", ...narrowing });
    expect(rows.map(({ id }) => id)).toEqual(ids());
  });

  it("is narrowed down to a destination, of this workspace only", async () => {
    const at = (destination: string) => listDeliveries(forwarding.session, { tab: "all", destination });
    expect((await at(forwarding.destinationId)).rows).toHaveLength(4);
    expect((await at(stranger.destinationId)).rows).toEqual([]);
  });

  it("is read on page by page without gaps", async () => {
    const first = await listDeliveries(forwarding.session, { tab: "all" }, { limit: 3 });
    expect(first.next).toBe(retried);
    const second = await listDeliveries(forwarding.session, { tab: "all" }, { limit: 3, before: first.next ?? "" });
    expect(second).toMatchObject({ rows: [{ id: delivered }], next: null });
  });

  it("ends at the workspace", async () => {
    expect(await listDeliveries(stranger.session, { tab: "all" })).toEqual({ rows: [], next: null });
    expect(await countDeliveries(stranger.session)).toEqual({ waiting: 0, failed: 0 });
    expect(await getDelivery(stranger.session, failed)).toBeNull();
    const { leadId } = await readDelivery(failed);
    expect(await deliveriesOfLead(stranger.session, leadId)).toEqual([]);
  });
});

describe("one delivery", () => {
  it("shows its tries and when the next ones are planned", async () => {
    const delivery = await getDelivery(forwarding.session, retried);
    expect(delivery?.attempts).toMatchObject([{ number: 1, trigger: "auto", outcome: "retry", code: "unavailable" }]);
    expect(delivery?.schedule.slice(0, 4)).toMatchObject([
      { number: 1, state: "failed" },
      { number: 2, state: "next", at: at(6) },
      { number: 3, state: "planned", at: at(306) },
      { number: 4, state: "planned", at: at(2106) },
    ]);
    expect(delivery?.schedule).toHaveLength(10);
  });

  it("plans nothing once it is settled", async () => {
    expect((await getDelivery(forwarding.session, delivered))?.schedule).toMatchObject([{ state: "delivered" }]);
    expect((await getDelivery(forwarding.session, failed))?.schedule).toMatchObject([{ state: "failed" }]);
  });

  it("shows only the tries since somebody sent it again", async () => {
    const own = await createForwarding();
    const id = await oweLead(own);
    await sendAll(START, REFUSED);
    await replayDelivery(own.session, id, { now: at(60) });
    expect((await getDelivery(own.session, id))?.schedule[0]).toEqual({ number: 1, state: "next", at: at(60) });
    await sendAll(at(60), DELIVERED);
    const delivery = await getDelivery(own.session, id);
    expect(delivery?.schedule).toMatchObject([{ number: 1, state: "delivered" }]);
    expect(delivery?.attempts).toHaveLength(2);
  });
});

describe("the deliveries of a lead", () => {
  it("link the record at the destination", async () => {
    const { leadId } = await readDelivery(delivered);
    expect(await deliveriesOfLead(forwarding.session, leadId)).toMatchObject([
      { id: delivered, state: "delivered", externalId: "7", externalUrl: "https://crm.example/7", values: {} },
    ]);
  });
});
