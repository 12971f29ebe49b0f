import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "#connectors/connector.ts";
import { db } from "#db/client.ts";
import { createDestination } from "#db/factories.ts";
import { insertMany } from "#db/insert-many.ts";
import { deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import {
  at,
  BUSY,
  createForwarding,
  DELIVERED,
  type Forwarding,
  oweLead,
  REFUSED,
  START,
  sendAll,
} from "#features/deliveries/forwarding.fixture.ts";
import { groupFailures, selectFailures } from "#features/deliveries/group-failures.ts";
import { handleFailures } from "#features/deliveries/handle-failures.ts";
import { listDeliveries } from "#features/deliveries/list-deliveries.ts";
import { replayDelivery } from "#features/deliveries/replay-delivery.ts";
import { RETRY_DELAYS_SECONDS } from "#features/deliveries/retry-schedule.ts";
import { listSolvedFailures } from "#features/deliveries/solved-failures.ts";

useTestDatabase();

const badField = (field: string): Outcome => ({
  kind: "reject",
  code: "0x80048408",
  message: `“${field}” is not valid`,
  fields: [{ field, message: "no such choice" }],
});

let forwarding: Forwarding;
let ids: string[];

beforeAll(async () => {
  forwarding = await createForwarding();
  ids = [];
  for (const seconds of [0, 1, 2, 3, 4]) {
    ids.push(await oweLead(forwarding, { company: `Company ${seconds}` }));
    const outcomes = [REFUSED, badField("country"), badField("industry"), badField("country"), REFUSED];
    await sendAll(at(seconds), outcomes[seconds] ?? BUSY);
  }
});

describe("failures", () => {
  it("stand together by destination, code and first field, the cause that came last first", async () => {
    const groups = await groupFailures(forwarding.session);
    expect(groups).toMatchObject([
      { code: "bad_request", field: null, count: 2, firstAt: at(0), lastAt: at(4) },
      { code: "0x80048408", field: "country", count: 2, firstAt: at(1), lastAt: at(3) },
      { code: "0x80048408", field: "industry", count: 1, firstAt: at(2), lastAt: at(2) },
    ]);
    expect(groups[1]).toMatchObject({
      destinationId: forwarding.destinationId,
      destinationName: "Sales webhook",
      connector: "stub",
      isDestinationPaused: false,
      problem: { code: "0x80048408", message: "“country” is not valid", fields: [{ field: "country" }] },
      newest: [
        { id: ids[3], lead: { company: "Company 3" }, attemptCount: 1, at: at(3) },
        { id: ids[1], lead: { company: "Company 1" } },
      ],
    });
  });

  it("that only took longer than the tries lasted are told apart from refusals", async () => {
    const own = await createForwarding();
    await oweLead(own);
    let now = START;
    for (const seconds of [...RETRY_DELAYS_SECONDS.slice(1), 0]) {
      await sendAll(now, BUSY);
      now = new Date(now.getTime() + seconds * 1000);
    }
    expect(await groupFailures(own.session)).toMatchObject([{ code: "unavailable", isOutOfTries: true }]);
    const refusals = await groupFailures(forwarding.session);
    expect(refusals.map(({ isOutOfTries }) => isOutOfTries)).toEqual([false, false, false]);
  });

  it("of one group are what the list shows for its code and field", async () => {
    for (const { code, field, count, destinationId: destination } of await groupFailures(forwarding.session)) {
      const { rows } = await listDeliveries(forwarding.session, {
        tab: "failed",
        code,
        field: field ?? "-",
        destination,
      });
      expect(rows).toHaveLength(count);
    }
  });

  it("end at the workspace, and at what somebody has dealt with", async () => {
    const other = await createForwarding();
    expect(await groupFailures(other.session)).toEqual([]);
    await oweLead(other);
    await sendAll(at(10), REFUSED);
    expect(await groupFailures(other.session)).toMatchObject([{ count: 1 }]);
    await handleFailures(other.session, { filter: {} });
    expect(await groupFailures(other.session)).toEqual([]);
  });

  it("are read from the index of what is unsettled, once, however many other deliveries there are", async () => {
    const { session, workspaceId, leadId } = await manyDeliveries();
    const groups = await groupFailures(session);
    expect(groups.map(({ count, newest }) => [count, newest.length])).toEqual(Array(12).fill([250, 5]));
    expect(groups.every(({ newest }) => newest.every(({ lead }) => lead.id === leadId))).toBe(true);

    await db.execute(sql`analyze deliveries`);
    const plan = JSON.stringify(await db.execute(sql`explain (format json) ${selectFailures(workspaceId, {})}`));
    expect(plan).toContain("deliveries_unsettled");
    expect(plan).not.toMatch(/"Seq Scan"[^{}]*"Relation Name":"deliveries"/);
  });
});

/** 30,000 deliveries of one lead to as many copies; 3,000 of them failed for 12 causes. */
async function manyDeliveries() {
  const forwarding = await createForwarding();
  const { workspaceId, session } = forwarding;
  const destinations = [forwarding.destinationId, (await createDestination(workspaceId)).id];
  await oweLead(forwarding);
  const [first] = await db
    .select({ leadId: deliveries.leadId })
    .from(deliveries)
    .where(sql`workspace_id = ${workspaceId}`);
  if (!first) throw new Error("A lead is owed");
  await db.transaction((tx) =>
    insertMany(
      tx,
      deliveries,
      Array.from({ length: 30_000 }, (_, index) => ({
        workspaceId,
        id: v7(),
        leadId: first.leadId,
        destinationId: destinations[index % 2] ?? "",
        copy: index + 1,
        personKey: "one",
        state: index < 3_000 ? ("failed" as const) : ("delivered" as const),
        ...(index < 3_000 && { lastProblem: { code: `code ${index % 12}`, message: "no" } }),
      })),
    ),
  );
  return { session, workspaceId, leadId: first.leadId };
}

describe("causes that were solved", () => {
  it("are those whose leads somebody sent again and that are delivered now", async () => {
    const own = await createForwarding();
    const [solved, open, byItself] = [await oweLead(own), await oweLead(own), await oweLead(own)];
    await sendAll(START, ({ deliveryId }) => (deliveryId === byItself ? BUSY : badField("country")));
    await sendAll(at(5), DELIVERED);
    await replayDelivery(own.session, solved, { now: at(60) });
    await sendAll(at(60), DELIVERED);
    await replayDelivery(own.session, open, { now: at(70) });
    await sendAll(at(70), badField("country"));

    expect(await listSolvedFailures(own.session, START)).toEqual([
      {
        destinationId: own.destinationId,
        destinationName: "Sales webhook",
        connector: "stub",
        code: "0x80048408",
        message: "“country” is not valid",
        count: 1,
        lastAt: at(60),
      },
    ]);
    expect(await listSolvedFailures(own.session, at(30))).toEqual([]);
    expect(await listSolvedFailures(forwarding.session, START)).toEqual([]);
  });
});
