import { existsSync } from "node:fs";
import { requireFreePort } from "#bin/bind.ts";
import { build } from "#bin/build.ts";
import { allPackages, packages } from "#bin/packages.ts";
import { takeSteps } from "#bin/steps.ts";

const COMMANDS: Record<string, (args: string[]) => Promise<unknown>> = {
  start: async () => {
    await requireFreePort(Number(process.env.PORT || 3000), process.env.HOST || "0.0.0.0");
    await takeSteps([packages, build], "Starting");
    setMode("production");
    await import("../server.ts");
  },
  dev: async () => {
    await takeSteps([allPackages], "Starting for development");
    setMode("development");
    await import("../server.ts");
  },
  test: async () => {
    await takeSteps([allPackages], "Testing");
    const { test } = await import("#bin/test.ts");
    await test();
  },
  campaigns: async () => {
    await takeSteps([allPackages], "Breaking things");
    const { campaigns } = await import("#bin/campaigns.ts");
    await campaigns();
  },
  bench: async ([name = "intake"]) => {
    const benches: Record<string, () => Promise<unknown>> = {
      intake: () => import("#bench/run.ts"),
      forwarding: () => import("#bench/forwarding.ts"),
      export: () => import("#bench/export.ts"),
      inbox: () => import("#bench/inbox.ts"),
      pages: () => import("#bench/page-weight.ts"),
    };
    const bench = benches[name];
    if (!bench) return fail(`Say one of: ${Object.keys(benches).join(", ")}`);
    await takeSteps([packages, build], "Measuring");
    setMode("production");
    await bench();
  },
  buzon: async (args) => {
    if (packages.isNeeded()) await takeSteps([packages], "Running");
    const { buzon } = await import("#bin/buzon.ts");
    await buzon(args);
    // Late signals between processes may have opened a connection again, which would hold up the end for a minute.
    process.exit();
  },
};

/** What comes after `npm run`: the rest of package.json's scripts does not come here. */
export async function run([name = "", ...args]: string[]): Promise<void> {
  // Before anything reads the environment; what is already set stays.
  if (existsSync(".env")) process.loadEnvFile();
  // The framework's own reports to its maker: nobody who keeps other people's data expects them.
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const command = COMMANDS[name];
  if (!command) return fail(`Say one of: ${Object.keys(COMMANDS).join(", ")}`);
  try {
    await command(args);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(sentence: string): never {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** React and Next choose their files by it when they are loaded, which is why everything is imported so late. */
function setMode(mode: "production" | "development"): void {
  Object.assign(process.env, { NODE_ENV: mode });
}
