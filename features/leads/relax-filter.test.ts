import { beforeAll, expect, test } from "vitest";
import { createLead, createUser, createWorkspace } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { relaxFilter } from "#features/leads/relax-filter.ts";
import { writeCondition, writeFilter } from "#features/leads/write-filter.ts";

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

/** "the condition -> what is left of the filter: how many leads". */
async function relaxed(text: string): Promise<string | null> {
  const way = await relaxFilter(reader, parseFilter(text).filter, NOW);
  if (!way) return null;
  const { condition, filter, found } = way;
  return `${condition ? writeCondition(condition) : "tests hidden"} -> ${writeFilter(filter)}: ${found.count}`;
}

test("names the condition that removes most and what is found without it", async () => {
  expect(await relaxed("action:purchase status:new")).toBe("status:new -> action:purchase: 2");
});

test("counts the search and what is asked not to be among the conditions", async () => {
  expect(await relaxed("nobody status:new")).toBe("nobody -> status:new: 1");
  expect(await relaxed("action:purchase -status:closed")).toBe("-status:closed -> action:purchase: 2");
});

test("tells of test leads that are hidden to whoever searches for one, and where only they would be found", async () => {
  expect(await relaxed("MSFT_TEST")).toBe("tests hidden -> MSFT_TEST test:shown: 1");
  expect(await relaxed("action:contact -action:install status:new")).toBe(
    "tests hidden -> action:contact -action:install status:new test:shown: 1",
  );
  expect(await relaxed("action:contact status:closed,new")).toBe("action:contact -> status:closed,new: 3");
});

test("finds no way out where two conditions together are the reason", async () => {
  expect(await relaxed("nobody status:qualified")).toBeNull();
  expect(await relaxed('action:contact offer:"Northwind Analytics" status:closed country:FR')).toBeNull();
});
