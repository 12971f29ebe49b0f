#!/usr/bin/env node
// What `npm start`, `npm test` and the other scripts run: docs/decisions/0002-a-launcher-for-any-node.md. Plain
// JavaScript without packages, because it is the one file that an old Node reads before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The first Node that runs TypeScript files as they are, without a flag. */
const OLDEST_NODE = [22, 18];
/** What an older Node carries on with. */
const NODE_PACKAGE = "node@24";

process.chdir(ROOT);
if (isNewEnough()) {
  const { run } = await import("./commands.ts");
  await run(process.argv.slice(2));
} else {
  carryOnWith(fetchNode());
}

function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** The path of a newer Node from npm, downloaded at the first time. */
function fetchNode() {
  const wanted = `Node ${OLDEST_NODE.join(".")} or newer`;
  // On standard error, because the output of some commands is read by programs.
  console.error(`Buzón needs ${wanted}; this is ${process.versions.node}. Carrying on with npm's ${NODE_PACKAGE} ...`);
  const npm = spawnSync("npm", ["exec", "--yes", `--package=${NODE_PACKAGE}`, "--", "node", "-p", "process.execPath"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const path = npm.stdout?.trim().split("\n").at(-1);
  if (npm.status === 0 && path) return path;
  console.error(npm.stderr || npm.error?.message);
  console.error(`npm could not fetch ${NODE_PACKAGE}: install ${wanted}, then run the same command again.`);
  process.exit(1);
}

/** Runs this file again with that Node, first on PATH for everything it starts, and ends as it ends. */
function carryOnWith(node) {
  const child = spawn(node, process.argv.slice(1), {
    // The channel carries nothing: it closes when this process is killed, and the server then stops too.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(signal ? 1 : code));
}
