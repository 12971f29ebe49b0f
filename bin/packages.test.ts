import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

const lockFile = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) })),
});

// npm leaves out what it cannot find when it writes the file, and then `npm ci` refuses it everywhere else
// (https://github.com/npm/cli/issues/4828).
test("package-lock.json names the packages of every platform, so that npm ci works on all of them", () => {
  const { packages } = lockFile.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const names = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));
  const missing = Object.values(packages).flatMap(({ optionalDependencies }) =>
    Object.keys(optionalDependencies).filter((name) => !names.has(name)),
  );
  expect(missing).toEqual([]);
});
