import { node } from "#bin/test.ts";

/** What `npm test` does once or with fewer leads. */
const FULL_LENGTH = { CAMPAIGN_ROUNDS: "10", MANY_LEADS: "800" };

const FILES = ["worker/crash-matrix.test.ts", "worker/many-workers.test.ts", "features/deliveries/outage.test.ts"];

/** Kills, outages and many workers at full length, one after another: about ten minutes. */
export async function campaigns(): Promise<void> {
  const vitest = ["vitest/vitest.mjs", "run", "--no-file-parallelism", "--testTimeout=300000", ...FILES];
  process.exit(await node(vitest, FULL_LENGTH));
}
