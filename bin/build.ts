import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { runQuietly } from "#bin/run-quietly.ts";
import type { Step } from "#bin/steps.ts";

export const build: Step = {
  title: "Building",
  isNeeded: () => !existsSync(".next/BUILD_ID") || !existsSync(MARK) || readFileSync(MARK, "utf8") !== sourcesHash(),
  take: async () => {
    const hash = sourcesHash();
    rmSync(MARK, { force: true });
    await runQuietly(process.execPath, ["node_modules/next/dist/bin/next", "build"], { NODE_ENV: "production" });
    writeFileSync(MARK, hash);
  },
};

/** Holds the hash of what the build was made from; written when it is complete. */
const MARK = ".next/buzon-sources";

const SOURCES = [
  "{app,components,connectors,db,features,i18n,lib,messages,public}/**/*",
  "{proxy.ts,next.config.js,postcss.config.mjs,tsconfig.json,package.json,package-lock.json}",
];

function sourcesHash(): string {
  const hash = createHash("sha256");
  const files = globSync(SOURCES, { withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files
    .map((file) => `${file.parentPath}/${file.name}`)
    .filter((path) => !/\.(test|fixture)\.tsx?$/.test(path));
  for (const path of paths.sort()) hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}
