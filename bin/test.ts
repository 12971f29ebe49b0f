import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "#bin/build.ts";
import { findChromium } from "#bin/chromium.ts";
import { playwrightTally, type Tally, vitestTally } from "#bin/tally.ts";

const NODE_MODULES = "node_modules";

/** Everything that has to hold before a change is good. Ends with the line `N passed, N failed`. */
export async function test(): Promise<void> {
  const reports = mkdtempSync(join(tmpdir(), "buzon-reports-"));
  const checks: [string, () => Promise<Tally>][] = [
    ["Lint", () => check(["@biomejs/biome/bin/biome", "check"])],
    ["Types", types],
    ["Unit and integration tests", () => vitest(join(reports, "vitest.json"))],
    ["Browser journeys", () => playwright(join(reports, "playwright.json"))],
  ];

  const tallies: Tally[] = [];
  for (const [title, run] of checks) {
    console.log(`\n== ${title}`);
    const startedAt = Date.now();
    const tally = await run();
    console.log(`== ${title}: ${tally.passed} passed, ${tally.failed} failed in ${secondsSince(startedAt)} s`);
    tallies.push(tally);
  }
  rmSync(reports, { recursive: true });

  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

async function types(): Promise<Tally> {
  // Next writes the types of routes and style sheets; a fresh clone has none yet.
  const generated = await node(["next/dist/bin/next", "typegen"]);
  return generated === 0 ? check(["typescript/bin/tsc"]) : { passed: 0, failed: 1 };
}

async function vitest(report: string): Promise<Tally> {
  await node(["vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  return vitestTally(report);
}

async function playwright(report: string): Promise<Tally> {
  try {
    if (build.isNeeded()) {
      console.log("Building ...");
      await build.take();
    }
    const chromium = await findChromium();
    await node(["@playwright/test/cli.js", "test"], {
      BUZON_JOURNEYS_REPORT: report,
      ...(chromium && { BUZON_CHROMIUM: chromium }),
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  return playwrightTally(report);
}

async function check(command: string[]): Promise<Tally> {
  return (await node(command)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a program of node_modules and shows what it says. Resolves to its exit code. */
export async function node([program = "", ...args]: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, [join(NODE_MODULES, program), ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}

function secondsSince(startedAt: number): number {
  return Math.round((Date.now() - startedAt) / 1000);
}
