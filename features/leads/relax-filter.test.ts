import { beforeAll, expect, test } from "vitest";
import { createLead, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { EVERYTHING } from "#features/leads/lead-filter.ts";
import { relaxFilter } from "#features/leads/relax-filter.ts";

useTestDatabase();

const NOW = new Date();
let reader: { workspaceId: string; userId: string; timeZone: string };

beforeAll(async () => {
  const { id: workspaceId } = await createWorkspace();
  reader = { workspaceId, userId: (await createUser(workspaceId)).id, timeZone: "UTC" };
  await createLead(workspaceId, { action: "purchase", status: "closed", searchText: "ada" });
  await createLead(workspaceId, { action: "purchase", status: "closed", searchText: "ada" });
  await createLead(workspaceId, { action: "install", status: "new", searchText: "ada" });
  await createLead(workspaceId, { action: "contact", isTest: true, searchText: "msft_test" });
});

test("names the condition that removes most and what is found without it", async () => {
  const relaxed = await relaxFilter(reader, { ...EVERYTHING, action: ["purchase"], status: ["new"] }, NOW);
  expect(relaxed).toEqual({
    field: "status",
    filter: { ...EVERYTHING, action: ["purchase"] },
    found: { count: 2, isMore: false },
  });
});

test("counts the search among the conditions", async () => {
  const relaxed = await relaxFilter(reader, { ...EVERYTHING, q: "nobody", status: ["new"] }, NOW);
  expect(relaxed).toMatchObject({ field: "q", found: { count: 1 } });
});

test("tells of test leads that are hidden to whoever searches for one, and where only they would be found", async () => {
  const found = { count: 1, isMore: false };
  const search = { ...EVERYTHING, q: "MSFT_TEST" };
  expect(await relaxFilter(reader, search, NOW)).toEqual({
    field: "test",
    filter: { ...search, test: "shown" },
    found,
  });
  const requests = { ...EVERYTHING, action: ["contact" as const], status: ["closed" as const, "new" as const] };
  expect(await relaxFilter(reader, requests, NOW)).toMatchObject({ field: "action", found: { count: 3 } });
  const unassigned = {
    ...EVERYTHING,
    action: ["contact" as const],
    offer: ["Northwind Analytics"],
    status: ["new" as const],
  };
  expect(await relaxFilter(reader, { ...unassigned, country: ["FR"] }, NOW)).toBeNull();
});

test("finds no way out where two conditions together are the reason", async () => {
  const filter = { ...EVERYTHING, q: "nobody", status: ["qualified" as const] };
  expect(await relaxFilter(reader, filter, NOW)).toBeNull();
});
