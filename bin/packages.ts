import { existsSync, readFileSync } from "node:fs";
import { runQuietly } from "#bin/run-quietly.ts";
import type { Step } from "#bin/steps.ts";

export const packages: Step = {
  title: "Installing packages",
  isNeeded: () => !areInstalled(),
  // The build and the tests need the development packages, also where NODE_ENV says production.
  take: () => runQuietly("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]),
};

/** What npm wrote down in node_modules at the end of the last install, against what package-lock.json asks for. */
const INSTALLED = "node_modules/.package-lock.json";

function areInstalled(): boolean {
  if (!existsSync(INSTALLED)) return false;
  const installed = readLock(INSTALLED);
  return Object.entries(readLock("package-lock.json"))
    .filter(([path]) => path !== "")
    .every(([path, wanted]) => {
      const found = installed[path];
      // Packages for other platforms are optional and absent.
      return found ? found.version === wanted.version : wanted.optional || wanted.devOptional;
    });
}

type Lock = Record<string, { version?: string; optional?: boolean; devOptional?: boolean }>;

function readLock(path: string): Lock {
  const lock: { packages: Lock } = JSON.parse(readFileSync(path, "utf8"));
  return lock.packages;
}
