import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import type { Load } from "#bench/load.ts";
import { startBuzon, startPlain } from "#bench/servers.ts";

// `npm run bench`: what taking a lead costs, as ratios to limits measured in the same run. bench/README.md explains.

const ROUNDS = 5;
const ROUND_SECONDS = 4;
const WARM_UP_SECONDS = 2;
const CONNECTIONS = 64;

type Contender = { name: string; method: "POST" | "GET"; url: string; loads: Load[] };

const buzon = await startBuzon();
const plain = await startPlain(buzon.databaseUrl, buzon.sql);
try {
  process.exitCode = (await measureAll()) ? 0 : 1;
} finally {
  await plain.stop();
  await buzon.stop();
}

/** Whether every target is met. */
async function measureAll(): Promise<boolean> {
  const endpoint = contender("Buzón's endpoint, committed", "POST", buzon.url);
  const emptyRoute = contender("an empty route of its Next", "GET", new URL("/api/health", buzon.url).href);
  const plainServer = contender("plain Node, one INSERT each", "POST", plain.url);
  const contenders = [endpoint, emptyRoute, plainServer];
  for (const each of contenders) await measure(each, WARM_UP_SECONDS);

  let [answered, kept] = [0, 0];
  for (let round = 1; round <= ROUNDS; round += 1) {
    console.log(`Round ${round} of ${ROUNDS} ...`);
    for (const each of contenders) {
      await startClean();
      const load = await measure(each, ROUND_SECONDS);
      each.loads.push(load);
      if (each !== endpoint) continue;
      answered += load.requests - load.failures;
      kept += await countReceipts();
    }
  }

  printTable(contenders);
  const targets = [
    { name: "to the empty route", ratio: ratio(endpoint, emptyRoute), target: 4 },
    { name: "to the plain server", ratio: ratio(endpoint, plainServer), target: 1 },
  ];
  for (const { name, ratio, target } of targets) {
    console.log(`ratio ${name}: ${ratio.toFixed(2)} (at least ${target}: ${ratio >= target ? "met" : "MISSED"})`);
  }
  console.log(`answered 200: ${whole(answered)}, in the database: ${whole(kept)}`);
  console.log(
    `\nMedians of ${ROUNDS} interleaved rounds of ${ROUND_SECONDS} s at ${CONNECTIONS} connections, on ${availableParallelism()} CPUs ` +
      "shared by the servers, Buzón's worker, Postgres and the load generator.",
  );
  return kept >= answered && targets.every(({ ratio, target }) => ratio >= target);
}

function contender(name: string, method: Contender["method"], url: string): Contender {
  return { name, method, url, loads: [] };
}

/** Nothing that one round left behind is worked on, or written to the disk, in the next. */
async function startClean(): Promise<void> {
  await buzon.sql`truncate receipts, leads, bench_leads cascade`;
  await buzon.sql`checkpoint`;
}

async function measure({ method, url }: Contender, seconds: number): Promise<Load> {
  const args = { url, method, seconds, connections: CONNECTIONS };
  const { stdout } = await promisify(execFile)(process.execPath, [
    "bench/load.ts",
    ...Object.entries(args).map(([name, value]) => `--${name}=${value}`),
  ]);
  return JSON.parse(stdout);
}

async function countReceipts(): Promise<number> {
  const [row] = await buzon.sql<{ count: number }[]>`select count(*)::int as count from receipts`;
  return row?.count ?? 0;
}

function printTable(contenders: Contender[]): void {
  console.log(`\n${"".padEnd(30)}${["requests/s", "p50 ms", "p99 ms", "failures"].map(cell).join("")}`);
  for (const { name, loads } of contenders) {
    const failures = loads.reduce((sum, load) => sum + load.failures, 0);
    const numbers = [
      whole(median(loads.map(perSecond))),
      median(loads.map(({ p50Ms }) => p50Ms)).toFixed(1),
      median(loads.map(({ p99Ms }) => p99Ms)).toFixed(1),
      whole(failures),
    ];
    console.log(`${name.padEnd(30)}${numbers.map(cell).join("")}`);
  }
  console.log();
}

/** Round by round, so that a moment in which the machine was slow for all of them counts for none. */
function ratio(one: Contender, other: Contender): number {
  return median(one.loads.map((load, round) => perSecond(load) / perSecond(other.loads[round] ?? load)));
}

function perSecond({ requests, seconds }: Load): number {
  return requests / seconds;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function cell(text: string): string {
  return text.padStart(12);
}
