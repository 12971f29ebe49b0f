import { existsSync, readFileSync } from "node:fs";
import { runQuietly } from "#bin/run-quietly.ts";
import type { Step } from "#bin/steps.ts";

/** What building and running need. */
export const packages: Step = {
  title: "Installing packages",
  isNeeded: () => !areInstalled(({ dev, devOptional }) => !dev && !devOptional),
  take: () => install("--omit=dev"),
};

/** The tools of the tests and of development too: seven times as much. */
export const allPackages: Step = {
  title: "Installing packages",
  isNeeded: () => !areInstalled(() => true),
  // Also where NODE_ENV says production.
  take: () => install("--include=dev"),
};

function install(which: string): Promise<void> {
  return runQuietly("npm", ["ci", which, "--no-audit", "--no-fund", "--loglevel=error"]);
}

/** What npm wrote down in node_modules at the end of the last install, against what package-lock.json asks for. */
const INSTALLED = "node_modules/.package-lock.json";

function areInstalled(isWanted: (entry: Entry) => boolean): boolean {
  if (!existsSync(INSTALLED)) return false;
  const installed = readLock(INSTALLED);
  return Object.entries(readLock("package-lock.json"))
    .filter(([path, entry]) => path !== "" && isWanted(entry))
    .every(([path, wanted]) => {
      const found = installed[path];
      // Packages for other platforms are optional and absent.
      return found ? found.version === wanted.version : wanted.optional || wanted.devOptional;
    });
}

type Entry = { version?: string; dev?: boolean; optional?: boolean; devOptional?: boolean };
type Lock = Record<string, Entry>;

function readLock(path: string): Lock {
  const lock: { packages: Lock } = JSON.parse(readFileSync(path, "utf8"));
  return lock.packages;
}
