import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createLead, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { allLeads, createSession, EVERYTHING_NOW, runAll } from "#features/bulk/bulk.fixture.ts";
import type { BulkOrder } from "#features/bulk/bulk-order.ts";
import { getBulkProgress } from "#features/bulk/get-bulk-progress.ts";
import { countPlan, planBulkChange } from "#features/bulk/plan-bulk-change.ts";
import { readScope, scopeConditions } from "#features/bulk/read-scope.ts";
import { startBulkChange } from "#features/bulk/start-bulk-change.ts";
import { undoBulkChange } from "#features/bulk/undo-bulk-change.ts";
import { countLeads } from "#features/leads/count-leads.ts";
import { createManyLeads, filtersFor, NOW, type Setting } from "#features/leads/many-leads.fixture.ts";
import { writeFilter } from "#features/leads/write-filter.ts";
import type { Session } from "#features/people/session.ts";

useTestDatabase();

describe("the plan of a bulk change", () => {
  let setting: Setting;
  let session: Session;

  beforeAll(async () => {
    setting = await createManyLeads(120);
    session = { ...(await createSession(setting.reader.workspaceId)), ...setting.reader };
  });

  test("is what is done, for any filter and any order, and taking it back leaves every lead as it was", async () => {
    const anyOrder: fc.Arbitrary<BulkOrder> = fc.oneof(
      fc.constantFrom("new", "contacted", "closed").map((status): BulkOrder => ({ kind: "status", status })),
      fc.constantFrom(null, session.userId).map((ownerId): BulkOrder => ({ kind: "owner", ownerId })),
      fc.constantFrom(null, "2026-03-16").map((on): BulkOrder => ({ kind: "follow_up", on })),
      fc.boolean().map((on): BulkOrder => ({ kind: "flag", flag: "test", on })),
      fc.boolean().map((read): BulkOrder => ({ kind: "read", read })),
      fc.constant<BulkOrder>({ kind: "tags", add: ["vip"], remove: ["Q1, 2026"] }),
    );
    await fc.assert(
      fc.asyncProperty(filtersFor(setting), anyOrder, async (filter, order) => {
        const before = await allLeads(session.workspaceId);
        const scope = { filter: writeFilter(filter), asOf: NOW.toISOString() };
        const planned = await planBulkChange(session, scope, order);
        if (!planned.ok) throw new Error(planned.code);
        const { matched, changing, leftOut } = planned.plan;
        expect(matched).toBe((await countLeads(session, filter, NOW)).count);
        expect(changing + leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(matched);

        const started = await startBulkChange(session, scope, order);
        if (started.ok) {
          expect(started.progress).toMatchObject({ state: "done", total: changing, done: changing });
          const undone = await undoBulkChange(session, started.id);
          expect(undone).toMatchObject({ progress: { state: "done", total: changing, done: changing } });
        } else expect([changing, started.code]).toEqual([0, "nothing_to_change"]);
        expect(await allLeads(session.workspaceId)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  test("says why leads are left out", async () => {
    const { id: workspaceId } = await createWorkspace();
    const own = await createSession(workspaceId);
    const given = [{}, { followUpOn: "2026-03-16" }, { doNotContact: true }, { erasedAt: NOW }];
    for (const each of given) await createLead(workspaceId, each);
    const plan = await planBulkChange(own, EVERYTHING_NOW, { kind: "follow_up", on: "2026-03-16" });
    expect(plan).toEqual({
      ok: true,
      plan: {
        matched: 4,
        changing: 1,
        isMore: false,
        leftOut: ["erased", "do_not_contact", "already"].map((reason) => ({ reason, count: 1 })),
      },
    });
  });

  test("is none where a part of the filter says nothing, because then other leads would be meant", async () => {
    const scope = { ...EVERYTHING_NOW, filter: "status:nwe" };
    const order: BulkOrder = { kind: "erase" };
    expect(await planBulkChange(session, scope, order)).toEqual({ ok: false, code: "unreadable_filter" });
    expect(await startBulkChange(session, scope, order)).toEqual({ ok: false, code: "unreadable_filter" });
  });

  test("leaves out what came after the list was read, but not leads that were picked one by one", async () => {
    const { id: workspaceId } = await createWorkspace();
    const own = await createSession(workspaceId);
    await createLead(workspaceId, { receivedAt: new Date("2026-03-01T10:00:00Z") });
    const { number } = await createLead(workspaceId, { receivedAt: new Date("2026-03-01T10:00:01Z") });
    const asOf = "2026-03-01T10:00:00Z";
    const close: BulkOrder = { kind: "status", status: "closed" };
    expect(await planBulkChange(own, { filter: "", asOf }, close)).toMatchObject({ plan: { matched: 1 } });
    const picked = { filter: `number:${number} test:shown`, asOf };
    expect(await planBulkChange(own, picked, close)).toMatchObject({ plan: { matched: 1 } });
  });

  test("says that there are more where counting all takes too long", async () => {
    const scope = readScope(EVERYTHING_NOW, new Date());
    if (!scope) throw new Error("The filter can be read");
    const slow = sql<null>`case when pg_sleep(0.001)::text = 'awake' then 'erased' end`;
    const plan = await countPlan(scopeConditions(session, scope), slow, 20);
    expect(plan).toMatchObject({ matched: 120, changing: 120, isMore: true });
  });
});

describe("the rights to a bulk change", () => {
  const orders: BulkOrder[] = [
    { kind: "read", read: true },
    { kind: "status", status: "closed" },
    { kind: "follow_up", on: "2026-03-16" },
    { kind: "tags", add: ["vip"], remove: [] },
    { kind: "flag", flag: "test", on: true },
    { kind: "erase" },
  ];

  test.each([
    ["viewer", []],
    ["member", ["read", "status", "follow_up", "tags"]],
    ["editor", ["read", "status", "follow_up", "tags", "flag"]],
    ["admin", ["read", "status", "follow_up", "tags", "flag", "erase"]],
  ] as const)("a %s may give %j", async (role, allowed) => {
    const { id: workspaceId } = await createWorkspace();
    await createLead(workspaceId);
    const session = await createSession(workspaceId, role);
    const given: string[] = [];
    for (const order of orders) {
      const plan = await planBulkChange(session, EVERYTHING_NOW, order);
      if (plan.ok) given.push(order.kind);
      else expect(await startBulkChange(session, EVERYTHING_NOW, order)).toEqual({ ok: false, code: "forbidden" });
    }
    expect(given).toEqual(allowed);
  });

  test("an owner is a person of the workspace", async () => {
    const session = await createSession((await createWorkspace()).id);
    const stranger = await createSession((await createWorkspace()).id);
    const order: BulkOrder = { kind: "owner", ownerId: stranger.userId };
    expect(await planBulkChange(session, EVERYTHING_NOW, order)).toEqual({ ok: false, code: "owner_not_found" });
  });

  test("nobody sees or ends the change of another workspace", async () => {
    const session = await createSession((await createWorkspace()).id);
    await createLead(session.workspaceId);
    const started = await startBulkChange(session, EVERYTHING_NOW, { kind: "status", status: "closed" });
    if (!started.ok) throw new Error(started.code);
    const stranger = await createSession((await createWorkspace()).id);
    expect(await getBulkProgress(stranger, started.id)).toBeNull();
    expect(await undoBulkChange(stranger, started.id)).toEqual({ ok: false, code: "not_found" });
    await runAll();
  });
});
