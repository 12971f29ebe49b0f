import { readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { performance } from "node:perf_hooks";
import postgres from "postgres";
import { provideDemoData, signInAsReader } from "#bench/demo-data.ts";
import { startBuzon } from "#bench/servers.ts";
import { EXPORT_KINDS, type ExportKind } from "#features/leads/export-columns.ts";

// `npm run bench -- export`: how fast a file of a million leads comes, next to what Postgres alone needs to copy the same
// columns. bench/README.md explains.

const LEADS = Number(process.env.BENCH_LEADS ?? 1_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const MIN_RATIO = 0.5;
const MAX_GROWTH_MB = 100;

/** What the export's usual columns are made of. */
const COLUMNS = `number, first_name, last_name, email, phone, company, title, country, country_code, offer_title, publisher,
  offer_id, action, action_code, marketplace, lead_source, received_at, status, close_reason, owner_id, tags, follow_up_on,
  do_not_contact, is_test`;

const NAMES: Record<ExportKind, string> = {
  spreadsheet: "CSV for spreadsheets",
  program: "CSV for programs",
  xlsx: "XLSX",
  jsonl: "JSON lines",
};

type Run = { seconds: number; bytes: number; growthMb: number };

const dataDir = await provideDemoData(LEADS);
const buzon = await startBuzon({ BUZON_DATA_DIR: dataDir });
const cookie = await signInAsReader(buzon.databaseUrl, buzon.sql);
try {
  process.exitCode = (await measureAll()) ? 0 : 1;
} finally {
  await buzon.stop();
}
process.exit();

/** Whether every target is met. */
async function measureAll(): Promise<boolean> {
  const [counted] = await buzon.sql<{ leads: number }[]>`select count(*)::int as leads from leads`;
  const leads = counted?.leads ?? 0;
  const copies: Run[] = [];
  const files = new Map<ExportKind, Run[]>(EXPORT_KINDS.map((kind) => [kind, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.log(round === 0 ? "Warming up ..." : `Round ${round} of ${ROUNDS} ...`);
    const copied = await timed(copy);
    if (round > 0) copies.push(copied);
    for (const [kind, runs] of files) {
      const run = await timed(() => download(kind));
      if (round > 0) runs.push(run);
    }
  }
  return report(leads, copies, files);
}

/** The table's own columns, in whatever order they lie, by the same driver that the export uses. */
async function copy(): Promise<number> {
  // A connection each time: after a COPY the driver may leave one asleep (db/copy-rows.ts).
  const sql = postgres(buzon.databaseUrl, { max: 1, onnotice: () => {} });
  let bytes = 0;
  const stream = await sql.unsafe(`copy leads (${COLUMNS}) to stdout`).readable();
  for await (const chunk of stream) bytes += chunk.length;
  await sql.end({ timeout: 0 });
  return bytes;
}

/** Every lead, tests too, through the server's own door. */
function download(kind: ExportKind): Promise<number> {
  const url = new URL(`/api/leads/export?kind=${kind}&q=test:shown`, buzon.url);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  get(url, { headers: { cookie } }, (answer) => {
    if (answer.statusCode !== 200) reject(new Error(`The export was refused with ${answer.statusCode}`));
    let bytes = 0;
    answer.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    answer.on("end", () => resolve(bytes)).on("error", reject);
  }).on("error", reject);
  return promise;
}

async function timed(run: () => Promise<number>): Promise<Run> {
  const before = memoryMb("VmRSS");
  // Linux then measures the highest point anew: proc_pid_clear_refs(5).
  writeFileSync(`/proc/${buzon.pid}/clear_refs`, "5");
  const startedAt = performance.now();
  const bytes = await run();
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, bytes, growthMb: memoryMb("VmHWM") - before };
}

function memoryMb(name: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${buzon.pid}/status`, "utf8");
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
}

function report(leads: number, copies: Run[], files: Map<ExportKind, Run[]>): boolean {
  console.log(`\n${"".padEnd(24)}${["rows/s", "MB", "ratio", "growth MB"].map(cell).join("")}`);
  const line = (name: string, runs: Run[]) => {
    const ratio = median(runs.map((run, round) => (copies[round]?.seconds ?? Number.NaN) / run.seconds));
    const growthMb = Math.max(...runs.map((run) => run.growthMb));
    const numbers = [
      Math.round(leads / median(runs.map(({ seconds }) => seconds))).toLocaleString("en"),
      Math.round(median(runs.map(({ bytes }) => bytes)) / 1e6).toLocaleString("en"),
      ratio.toFixed(2),
      growthMb.toFixed(0),
    ];
    console.log(`${name.padEnd(24)}${numbers.map(cell).join("")}`);
    return { ratio, growthMb };
  };
  line("COPY ... TO STDOUT", copies);
  const results = [...files].map(([kind, runs]) => ({ kind, ...line(NAMES[kind], runs) }));
  const isFast = results.every(({ kind, ratio }) => kind === "xlsx" || ratio >= MIN_RATIO);
  const isSmall = results.every(({ growthMb }) => growthMb < MAX_GROWTH_MB);
  console.log(`\nratio to COPY of all but XLSX: at least ${MIN_RATIO} (${isFast ? "met" : "MISSED"})`);
  console.log(`growth of the server: below ${MAX_GROWTH_MB} MB (${isSmall ? "met" : "MISSED"})`);
  console.log(`\nMedians of ${ROUNDS} interleaved rounds, ${leads.toLocaleString("en")} leads.`);
  return isFast && isSmall;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function cell(text: string): string {
  return text.padStart(12);
}
