import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countLeads } from "#features/leads/count-leads.ts";
import { listFieldOptions } from "#features/leads/filter-options.ts";
import { type Condition, EVERYTHING, type ListedField } from "#features/leads/lead-filter.ts";
import { createManyLeads, expectedLeads, filtersFor, NOW, type Setting } from "#features/leads/many-leads.fixture.ts";

useTestDatabase();

const FIELDS: readonly ListedField[] = [
  "action",
  "marketplace",
  "offer",
  "country",
  "status",
  "owner",
  "received",
  "due",
  "delivery",
  "touch",
  "tag",
  "is",
  "test",
];

let setting: Setting;
beforeAll(async () => {
  setting = await createManyLeads(120);
});

test("every value a field offers shows as many leads as it says, and the values miss no lead", async () => {
  await fc.assert(
    fc.asyncProperty(filtersFor(setting), fc.constantFrom(...FIELDS), async (filter, field) => {
      const { options } = await listFieldOptions(setting.reader, filter, { field }, NOW);
      const shown = (values: string[]) => {
        const condition: Condition = { field, values: values.map(ownerId) };
        return expectedLeads(setting, [...filter, condition]).length;
      };
      for (const { value, count } of options) expect({ value, count: shown([value]) }).toEqual({ value, count });
      const rest = field === "test" ? [...filter, { field, values: ["shown"] }] : filter;
      const isOpen = field === "received" || field === "due" || field === "is" || field === "delivery";
      if (!isOpen) expect(shown(options.map(({ value }) => value))).toBe(expectedLeads(setting, rest).length);
    }),
    { numRuns: 150 },
  );

  /** The fixture knows people by their ids. */
  function ownerId(value: string): string {
    return value.startsWith("person-") ? setting.colleagueId : value;
  }
});

test("a count is what the list holds once the value is chosen, for every field and a destination of its own", async () => {
  const { id: workspaceId } = await createWorkspace();
  const reader = { workspaceId, userId: (await createUser(workspaceId)).id, timeZone: "UTC" };
  const endpoint = await createEndpoint(workspaceId, { name: "Analytics" });
  const namesakes = [await createEndpoint(workspaceId), await createEndpoint(workspaceId)];
  const [crm, mail] = [await createDestination(workspaceId), await createDestination(workspaceId)];
  const colleague = await createUser(workspaceId);
  for (const [index, { id: endpointId }] of [endpoint, endpoint, ...namesakes].entries()) {
    const lead = await createLead(workspaceId, {
      endpointId,
      emailDomain: index === 0 ? null : "fabrikam.example",
      publisher: index === 0 ? "northwind" : null,
      phone: null,
      ownerId: index === 0 ? colleague.id : null,
      receivedAt: NOW,
    });
    await createDelivery(workspaceId, { leadId: lead.id, destinationId: crm.id, state: "delivered" });
    if (index === 0) await createDelivery(workspaceId, { leadId: lead.id, destinationId: mail.id, state: "failed" });
  }

  const counted = async (asked: { field: ListedField; of?: string }) => {
    const { options } = await listFieldOptions(reader, EVERYTHING, asked, NOW);
    for (const { value, count } of options) {
      const found = await countLeads(reader, [{ ...asked, values: [value] }], NOW);
      expect({ value, count }).toEqual({ value, count: found.count });
    }
    return options.map(({ value, count }) => `${value} ${count}`);
  };
  expect(await counted({ field: "endpoint" })).toEqual(["Analytics 2", ...namesakes.map(({ id }) => `${id} 1`).sort()]);
  expect(await counted({ field: "publisher" })).toEqual(["none 3", "northwind 1"]);
  expect(await counted({ field: "domain" })).toEqual(["fabrikam.example 3", "none 1"]);
  expect(await counted({ field: "has" })).toEqual(["email 4", "company 4"]);
  expect(await counted({ field: "delivery" })).toEqual(["delivered 4", "failed 1"]);
  expect(await counted({ field: "delivery", of: mail.id })).toEqual(["failed 1", "none 3"]);
  expect(await counted({ field: "owner" })).toEqual(["none 3", `${colleague.email} 1`]);
  expect(await counted({ field: "mentions" })).toEqual([]);
});

test("people who own none of the leads can be chosen too, disabled ones cannot", async () => {
  const { id: workspaceId } = await createWorkspace();
  const reader = { workspaceId, userId: (await createUser(workspaceId)).id, timeZone: "UTC" };
  const colleague = await createUser(workspaceId);
  await createUser(workspaceId, { disabledAt: NOW });
  const { options } = await listFieldOptions(reader, EVERYTHING, { field: "owner" }, NOW);
  expect(options).toEqual([{ value: colleague.email, count: 0 }]);
});
