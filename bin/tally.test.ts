import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { playwrightTally, vitestTally } from "#bin/tally.ts";

const folder = mkdtempSync(join(tmpdir(), "buzon-tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("passed and failed tests are counted", () => {
  expect(vitestTally(report({ success: false, numPassedTests: 7, numFailedTests: 2 }))).toEqual({
    passed: 7,
    failed: 2,
  });
  const stats = { expected: 3, unexpected: 1, flaky: 0 };
  expect(playwrightTally(report({ stats, errors: [] }))).toEqual({ passed: 3, failed: 1 });
});

test("a run that failed without a failed test counts as a failure", () => {
  expect(vitestTally(report({ success: false, numPassedTests: 7, numFailedTests: 0 }))).toEqual({
    passed: 7,
    failed: 1,
  });
  const stats = { expected: 0, unexpected: 0, flaky: 0 };
  expect(playwrightTally(report({ stats, errors: ["No tests found"] }))).toEqual({ passed: 0, failed: 1 });
});

test("a run that left no report counts as a failure", () => {
  expect(vitestTally(join(folder, "missing.json"))).toEqual({ passed: 0, failed: 1 });
  expect(playwrightTally(join(folder, "missing.json"))).toEqual({ passed: 0, failed: 1 });
});

test("a journey that passed only at the second try has failed", () => {
  expect(playwrightTally(report({ stats: { expected: 3, unexpected: 0, flaky: 1 }, errors: [] }))).toEqual({
    passed: 3,
    failed: 1,
  });
});
