import { constants, readFileSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { onPath } from "#lib/on-path.ts";

export type OsUser = { uid: number; gid: number };

/** What to hand to `spawn`. */
export type Launch = { command: string; args: string[]; identity: Partial<OsUser> };

/**
 * The user that Postgres has to run as, because it refuses root: the owner of an existing cluster, else `postgres` or
 * `nobody`. Null when this process is not root and Postgres simply runs as the same user.
 */
export function postgresUser(clusterDir: string): OsUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = readFileSync("/etc/passwd", "utf8");
  return accountNamed("postgres", passwd) ?? accountNamed("nobody", passwd) ?? { uid: 65534, gid: 65534 };
}

/**
 * How to start a program as `user`. `paths` are what it has to reach. Where a folder above them is closed to that user
 * (a clone under /root or a `mktemp -d`), setpriv starts it with the one capability that opens them.
 */
export function launchAs(user: OsUser | null, program: string, args: string[], paths: string[]): Launch {
  if (!user) return { command: program, args, identity: {} };
  const closed = [program, ...paths].find((path) => !isReachable(path, user));
  if (!closed) return { command: program, args, identity: user };
  if (!onPath("setpriv")) {
    throw new Error(
      `Postgres does not run as root, and the user it runs as instead cannot enter ${closed}: start Buzón as a normal user, move its folder, or set BUZON_DATA_DIR to a folder that everybody may enter.`,
    );
  }
  // Passing through and reading is enough, unless a strict umask took away the right to run the program itself.
  const capability = mayEnter(statSync(program), user) ? "dac_read_search" : "dac_override";
  const options = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    "--clear-groups",
    // access(2), with which Postgres looks at its own program, takes no notice of capabilities without this.
    "--securebits=+no_setuid_fixup",
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
  ];
  return { command: "setpriv", args: [...options, program, ...args], identity: {} };
}

/** Whether the permission bits let the user enter every folder down to this path, and the path itself. */
function isReachable(path: string, user: OsUser): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && !mayEnter(stats, user)) return false;
  const parent = dirname(resolve(path));
  return parent === path || isReachable(parent, user);
}

function mayEnter(stats: Stats, user: OsUser): boolean {
  if (stats.uid === user.uid) return (stats.mode & constants.S_IXUSR) !== 0;
  if (stats.gid === user.gid) return (stats.mode & constants.S_IXGRP) !== 0;
  return (stats.mode & constants.S_IXOTH) !== 0;
}

function accountNamed(name: string, passwd: string): OsUser | null {
  const fields = passwd
    .split("\n")
    .find((line) => line.startsWith(`${name}:`))
    ?.split(":");
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  // uid_t is unsigned: macOS writes nobody as -2, which node refuses.
  return uid > 0 && gid > 0 ? { uid, gid } : null;
}
