import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#db/client.ts";
import { createDelivery, createLead, createUser, createWorkspace } from "#db/factories.ts";
import { deliveries } from "#db/schema.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countLeads, countUnread, countViews } from "#features/leads/count-leads.ts";
import { findJump } from "#features/leads/find-jump.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { EVERYTHING, type LeadFilter, WITH_TESTS } from "#features/leads/lead-filter.ts";
import { leadKey } from "#features/leads/lead-key.ts";
import { leadNeighbours } from "#features/leads/lead-neighbours.ts";
import { FORWARDING } from "#features/leads/lead-words.ts";
import { listLeads, PAGE_SIZE } from "#features/leads/list-leads.ts";
import { SORTS, type Sort } from "#features/leads/list-sort.ts";
import {
  createManyLeads,
  expectedLeads,
  filtersFor,
  inOrder,
  NOW,
  type Setting,
} from "#features/leads/many-leads.fixture.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { VIEW_FILTERS, VIEWS } from "#features/leads/views.ts";

useTestDatabase();

let setting: Setting;
beforeAll(async () => {
  setting = await createManyLeads(180);
});

const UNREAD: LeadFilter = [{ field: "is", values: ["unread"] }];

const numbers = (leads: { number: number }[]) => leads.map(({ number }) => number);

async function readOn(filter: LeadFilter, sort?: Sort) {
  const pages = [await listLeads(setting.reader, filter, { sort }, NOW)];
  for (let page = pages.at(-1); page?.hasOlder; page = pages.at(-1)) {
    pages.push(await listLeads(setting.reader, filter, { sort, after: page.rows.at(-1)?.number }, NOW));
  }
  return pages;
}

describe("the list", () => {
  test("holds exactly the leads the filter describes, newest first, whatever the filter", async () => {
    await fc.assert(
      fc.asyncProperty(filtersFor(setting), async (filter) => {
        const pages = await readOn(filter);
        const expected = expectedLeads(setting, filter);
        expect(numbers(pages.flatMap(({ rows }) => rows))).toEqual(numbers(expected));
        const count = { count: expected.length, isMore: false };
        expect(await countLeads(setting.reader, filter, NOW)).toEqual(count);
        expect(pages.map(({ total }) => total)).toEqual(pages.map(() => count));
      }),
      { numRuns: 150 },
    );
  });

  test.each(SORTS)(
    "holds the same leads in the order %s, page by page, backwards too, and from lead to lead",
    async (sort) => {
      const expected = numbers(inOrder(expectedLeads(setting, WITH_TESTS), sort));
      const pages = await readOn(WITH_TESTS, sort);
      expect(numbers(pages.flatMap(({ rows }) => rows))).toEqual(expected);
      expect(pages.map(({ first, total }) => [first, total.count])).toEqual(
        [1, 51, 101, 151].map((first) => [first, 180]),
      );
      for (const [index, page] of pages.slice(1).entries()) {
        const before = await listLeads(setting.reader, WITH_TESTS, { sort, before: page.rows[0]?.number }, NOW);
        expect(before).toEqual(pages[index]);
      }
      const key = await leadKey(setting.reader, expected[60]);
      expect(key && (await leadNeighbours(setting.reader, WITH_TESTS, key, NOW, sort))).toEqual({
        newer: expected[59],
        older: expected[61],
        position: { count: 61, isMore: false },
      });
    },
  );

  test("reads the same pages backwards as forwards, and each knows where it begins", async () => {
    const everything = WITH_TESTS;
    const forwards = await readOn(everything);
    expect(forwards.map(({ first }) => first)).toEqual([1, 51, 101, 151]);
    expect(forwards.map(({ hasNewer }) => hasNewer)).toEqual([false, true, true, true]);

    for (const [index, page] of forwards.slice(1).entries()) {
      const before = await listLeads(setting.reader, everything, { before: page.rows[0]?.number }, NOW);
      expect(before).toEqual(forwards[index]);
    }
  });

  test("shows the whole first page to whoever goes back from the middle of it", async () => {
    const [first] = await readOn(EVERYTHING);
    const page = await listLeads(setting.reader, EVERYTHING, { before: first?.rows[20]?.number }, NOW);
    expect(page).toEqual(first);
    expect(page.rows).toHaveLength(PAGE_SIZE);
  });

  test("says of every lead what became of it at each destination", async () => {
    const pages = await readOn(WITH_TESTS);
    const known = new Map(setting.leads.map((lead) => [lead.number, lead]));
    for (const row of pages.flatMap(({ rows }) => rows)) {
      expect(row.deliveries.map(({ state, isHandled }) => (isHandled ? "handled" : state))).toEqual(
        known.get(row.number)?.states,
      );
    }
  });

  test("steps from each lead to its neighbours in the list", async () => {
    const filter: LeadFilter = [{ field: "action", values: ["install", "contact"] }];
    const list = numbers(expectedLeads(setting, filter));
    for (const [index, number] of list.entries()) {
      const key = await leadKey(setting.reader, number);
      if (!key) throw new Error("A listed lead has a key");
      expect(await leadNeighbours(setting.reader, filter, key, NOW)).toEqual({
        newer: list[index - 1] ?? null,
        older: list[index + 1] ?? null,
        position: { count: index + 1, isMore: false },
      });
    }
  });
});

test("a filter by delivery follows what becomes of it, whoever changes it and however many at once", async () => {
  const { id: workspaceId } = await createWorkspace();
  const reader = { workspaceId, userId: (await createUser(workspaceId)).id, timeZone: "UTC" };
  const owed = await Promise.all(Array.from({ length: 3 }, () => createDelivery(workspaceId)));
  const ours = eq(deliveries.workspaceId, workspaceId);
  const found = async () => {
    const counts = await Promise.all(
      FORWARDING.map(async (value) => {
        const { count } = await countLeads(reader, [{ field: "delivery", values: [value] }], NOW);
        return [value, count] as const;
      }),
    );
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  };

  expect(await found()).toEqual({ waiting: 3 });
  await db.update(deliveries).set({ state: "failed" }).where(ours);
  expect(await found()).toEqual({ failed: 3 });
  await db
    .update(deliveries)
    .set({ handledAt: NOW })
    .where(eq(deliveries.id, owed[0]?.id ?? ""));
  expect(await found()).toEqual({ failed: 2, skipped: 1 });
  await createDelivery(workspaceId, { leadId: owed[1]?.leadId, state: "skipped" });
  expect(await found()).toEqual({ failed: 2, skipped: 2 });
  await db.update(deliveries).set({ state: "delivered", handledAt: null }).where(ours);
  expect(await found()).toEqual({ delivered: 3 });
  await db.delete(deliveries).where(ours);
  expect(await found()).toEqual({ none: 3 });
});

describe("a list of more leads than are counted", () => {
  test("says so, and goes on in every order", async () => {
    const reader = await createTenThousand();
    for (const sort of SORTS) {
      const first = await listLeads(reader, EVERYTHING, { sort }, NOW);
      expect(first.total).toEqual({ count: 10_000, isMore: true });
      const second = await listLeads(reader, EVERYTHING, { sort, after: first.rows.at(-1)?.number }, NOW);
      expect(second.first).toBe(51);
      const back = await listLeads(reader, EVERYTHING, { sort, before: second.rows[0]?.number }, NOW);
      expect(numbers(back.rows)).toEqual(numbers(first.rows));
      const isRising = sort === "received" || sort === "name";
      const isFalling = sort === "-received" || sort === "-name";
      if (isRising) expect(numbers([...first.rows, ...second.rows])).toEqual(range(1, 100));
      if (isFalling) expect(numbers([...first.rows, ...second.rows])).toEqual(range(10_020, 9_921));
    }
  });

  /** One lead and 10,019 like it, each a second younger than the one before; names are their numbers. */
  async function createTenThousand(): Promise<Reader> {
    const { id: workspaceId } = await createWorkspace();
    const lead = await createLead(workspaceId, { number: 1, receivedAt: new Date(0), sortName: "00001" });
    await db.execute(sql`
      with copies as (
        insert into receipts (workspace_id, id, endpoint_id, key_id, received_at, state, body, body_bytes, body_hash, headers, remote_address)
        select workspace_id, gen_random_uuid(), endpoint_id, key_id, received_at + n * interval '1 s', 'lead', body, body_bytes, body_hash, headers, remote_address
        from receipts, generate_series(1, 10019) as n where id = ${lead.receiptId}
        returning workspace_id, id, endpoint_id, received_at
      )
      insert into leads (workspace_id, id, number, endpoint_id, receipt_id, received_at, person_key, search_text, sort_name)
      select workspace_id, id, 1 + extract(epoch from received_at), endpoint_id, id, received_at, 'one', 'some words',
        lpad((1 + extract(epoch from received_at)::int)::text, 5, '0')
      from copies`);
    return { workspaceId, userId: (await createUser(workspaceId)).id, timeZone: "UTC" };
  }

  function range(from: number, to: number): number[] {
    return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => (from < to ? from + index : from - index));
  }
});

describe("reading", () => {
  test("is each person's own: what one has opened stays unread for the other", async () => {
    const unread = [...WITH_TESTS, ...UNREAD];
    const mine = await countLeads(setting.reader, unread, NOW);
    const theirs = await countLeads({ ...setting.reader, userId: setting.colleagueId }, unread, NOW);
    expect(mine.count).toBe(setting.leads.filter(({ isUnread }) => isUnread).length);
    expect(theirs.count).toBe(setting.leads.length - 5);
  });

  test("views are counted as their lists are, test leads left out", async () => {
    const { views, unread } = await countViews(setting.reader, NOW);
    expect(views).toEqual(
      VIEWS.map((view) => ({
        view,
        total: { count: expectedLeads(setting, VIEW_FILTERS[view]).length, isMore: false },
      })),
    );
    expect(unread).toBe(expectedLeads(setting, UNREAD).length);
  });

  test("unread leads are counted within the filter", async () => {
    const filter: LeadFilter = [...WITH_TESTS, { field: "action", values: ["install"] }];
    const expected = expectedLeads(setting, [...filter, ...UNREAD]).length;
    expect(await countUnread(setting.reader, filter, NOW)).toBe(expected);
    const { rows } = await listLeads(setting.reader, filter, {}, NOW);
    expect(rows.filter(({ isUnread }) => isUnread).length).toBe(expected);
  });
});

describe("another workspace", () => {
  test("finds nothing of this one, not even by number or address", async () => {
    const foreign = await createWorkspace();
    const stranger = { workspaceId: foreign.id, userId: (await createUser(foreign.id)).id, timeZone: "UTC" };
    await createLead(foreign.id, { number: 1, searchText: "somebody else" });

    const { rows } = await listLeads(stranger, WITH_TESTS, { after: 100 }, NOW);
    expect(numbers(rows)).toEqual([1]);
    expect(await findJump(stranger, parseFilter("L-2").filter)).toBeNull();
    expect(await findJump(stranger, parseFilter("person.3@example.com").filter)).toBeNull();
    expect(await leadKey(stranger, 2)).toBeNull();
  });
});

describe("a search", () => {
  test("jumps to the lead that is named by number or by a whole address, whatever the case", async () => {
    expect(await findJump(setting.reader, parseFilter("l-17").filter)).toBe(17);
    expect(await findJump(setting.reader, parseFilter("17").filter)).toBe(17);
    expect(await findJump(setting.reader, parseFilter("Person.3@Example.com").filter)).toBe(4);
    expect(await findJump(setting.reader, parseFilter("person.3@example").filter)).toBeNull();
    expect(await findJump(setting.reader, parseFilter("L-99999").filter)).toBeNull();
    expect(await findJump(setting.reader, parseFilter("fabrikam").filter)).toBeNull();
  });
});
