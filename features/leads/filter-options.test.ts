import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "#db/test-database.ts";
import { listFilterOptions } from "#features/leads/filter-options.ts";
import { createManyLeads, expectedLeads, filtersFor, NOW, type Setting } from "#features/leads/many-leads.fixture.ts";
import { parseLeadFilter } from "#features/leads/parse-lead-filter.ts";

useTestDatabase();

let setting: Setting;
beforeAll(async () => {
  setting = await createManyLeads(120);
});

test("every value a filter offers shows as many leads as it says, and no other value shows any", async () => {
  await fc.assert(
    fc.asyncProperty(filtersFor(setting), async (filter) => {
      const options = await listFilterOptions(setting.reader, filter, NOW);
      const shown = (field: string, value: string) =>
        expectedLeads(setting, { ...filter, ...{ [field]: parsed(field, value) } }).length;
      for (const [field, values] of Object.entries(options)) {
        for (const { value, count } of values)
          expect({ field, value, count: shown(field, value) }).toEqual({ field, value, count });
      }
      const untested = ["hidden", "only"].reduce((sum, value) => sum + shown("test", value), 0);
      expect(options.test.filter(({ value }) => value !== "shown").reduce((sum, { count }) => sum + count, 0)).toBe(
        untested,
      );
    }),
    { numRuns: 60 },
  );
});

function parsed(field: string, value: string): unknown {
  const { filter } = parseLeadFilter({ [field]: value });
  return Object.entries(filter).find(([name]) => name === field)?.[1];
}
