import fc from "fast-check";
import { expect, test } from "vitest";
import { axisTicks } from "#components/charts/axis-ticks.ts";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [5, [0, 2, 4, 6]],
  [30, [0, 10, 20, 30]],
  [1_043, [0, 500, 1_000, 1_500]],
])("an axis for %d is %j", (most, ticks) => {
  expect(axisTicks(most)).toEqual(ticks);
});

test("an axis reaches as far as its highest bar, in four steps at most, and no more than twice as far", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
      const ticks = axisTicks(most);
      const top = ticks.at(-1) ?? 0;
      expect(top).toBeGreaterThanOrEqual(most);
      expect(top).toBeLessThan(2 * most + 1);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});
