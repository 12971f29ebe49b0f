import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export type Tally = { passed: number; failed: number };

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
});

/** Counts tests; a file that could not be loaded, or a run that ended without a report, counts as one failure. */
export function vitestTally(path: string): Tally {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const report = vitestReport.parse(JSON.parse(readFileSync(path, "utf8")));
  return {
    passed: report.numPassedTests,
    failed: report.success ? 0 : Math.max(1, report.numFailedTests),
  };
}

const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** The same for the journeys; one that passed only when it was tried again has failed. */
export function playwrightTally(path: string): Tally {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const { stats, errors } = playwrightReport.parse(JSON.parse(readFileSync(path, "utf8")));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
