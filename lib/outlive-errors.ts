import { log } from "#lib/log.ts";

/**
 * Keeps the process running through errors that reach nobody. The database driver can throw outside every promise when a
 * connection is cut inside a transaction (postgres.js issue 1154). Every path that matters has its own deadline and a
 * repetition that is safe, so that carrying on loses nothing, while ending the process would turn one cut connection
 * into an outage for everybody.
 */
export function outliveErrors(): void {
  // Nobody reads what is written any more: the terminal is closed, or the reader of a pipe has ended.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("uncaughtException", (err) => log.error({ err }, "an error that nobody caught"));
  process.on("unhandledRejection", (err) => log.error({ err }, "a promise that nobody waited for failed"));
}
