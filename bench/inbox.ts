import { performance } from "node:perf_hooks";
import { chromium, type Request } from "@playwright/test";
import postgres from "postgres";
import { provideDemoData, READER, signInAsReader } from "#bench/demo-data.ts";
import { type Case, inboxCases } from "#bench/inbox-cases.ts";
import { startBuzon } from "#bench/servers.ts";
import { CHROMIUM_FLAGS, findChromium } from "#bin/chromium.ts";
import { sqlPool } from "#db/client.ts";
import { listLeads, PAGE_SIZE } from "#features/leads/list-leads.ts";
import { COUNT_LIMIT } from "#features/leads/newest-leads.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";

// `npm run bench -- inbox`: how long a page of the inbox takes with a million leads, next to the bare SQL for the same
// list and count. bench/README.md explains.

const LEADS = Number(process.env.BENCH_LEADS ?? 1_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const MAX_P95_MS = 300;
const MAX_RATIO = 1.5;
const SLOWEST = 12;

/** What a page shows of a lead, in the columns that the table has by itself. */
const ROW = `l.id, l.number, l.received_at, l.first_name, l.last_name, l.email, l.phone, l.company, l.title, l.country,
  l.country_code, l.action, l.action_code, l.marketplace, l.lead_source, l.offer_title, l.publisher, l.status, l.owner_id,
  l.is_test, l.do_not_contact, l.repeat_count, l.tags, l.follow_up_on, l.note_count, l.first_touch_at`;

const MEASURED = ["bare", "data", "list", "document"] as const;
type Measured = (typeof MEASURED)[number];
/** Milliseconds by what was measured, and what the bare SQL found. */
type Sample = Record<Measured, number> & { rows: number; count: number };
type Result = { asked: Case; samples: Sample[] };

const dataDir = await provideDemoData(LEADS);
const buzon = await startBuzon({ BUZON_DATA_DIR: dataDir });
const cookie = await signInAsReader(buzon.databaseUrl, buzon.sql);
const bare = openBare();
const navigation = await recordNavigation();
try {
  process.exitCode = (await measureAll()) ? 0 : 1;
} finally {
  await bare.end();
  await buzon.stop();
}
process.exit();

/** Whether every target is met. */
async function measureAll(): Promise<boolean> {
  const { readerId, workspaceId, destinationId } = await findIds();
  const reader = { workspaceId, userId: readerId, timeZone: "UTC" };
  const cases = inboxCases({ readerId, destinationId });
  printMethod(cases);

  const results: Result[] = cases.map((asked) => ({ asked, samples: [] }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    console.log(round === 0 ? "Warming up ..." : `Round ${round} of ${ROUNDS} ...`);
    for (const { asked, samples } of results) {
      const sample = await measure(asked, reader);
      if (round > 0) samples.push(sample);
    }
  }
  return report(results);
}

/** One after the other, so that whatever slows the machine down meets all of them. */
async function measure({ q, where }: Case, reader: Parameters<typeof listLeads>[0]): Promise<Sample> {
  const filter = parseFilter(q).filter;
  const { ms: bareMs, result } = await timed(() => askBare(reader.workspaceId, where, q));
  const { ms: data } = await timed(() => listLeads(reader, filter, {}, new Date()));
  const { ms: list } = await timed(() => request(q, navigation));
  const { ms: document } = await timed(() => request(q, {}));
  return { bare: bareMs, data, list, document, ...result };
}

/** The bare SQL: two statements on one connection, in the order in which one would write them. */
async function askBare(workspaceId: string, where: string, q: string): Promise<{ rows: number; count: number }> {
  const isAboutTests = /(^| )test:/.test(q);
  const from = `from leads l where l.workspace_id = '${workspaceId}'${isAboutTests ? "" : " and not l.is_test"} and ${where}`;
  const rows = await bare.unsafe(`select ${ROW} ${from} order by l.received_at desc, l.id desc limit ${PAGE_SIZE + 1}`);
  const [counted] = await bare.unsafe<{ count: number }[]>(
    `select count(*)::int as count from (select 1 ${from} limit ${COUNT_LIMIT + 1}) as found`,
  );
  return { rows: rows.length, count: counted?.count ?? 0 };
}

async function request(q: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(new URL(`/inbox?${new URLSearchParams({ q })}`, buzon.url), {
    headers: { cookie, ...headers },
  });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${q}: ${answer.status}`);
}

/**
 * What a browser says when it goes from one list to another: that it wants the parts of the page that change, and which
 * it has. Only the browser's part of the framework knows how to say that.
 */
async function recordNavigation(): Promise<Record<string, string>> {
  const browser = await chromium.launch({ executablePath: (await findChromium()) ?? undefined, args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage({ extraHTTPHeaders: { cookie } });
    await page.goto(new URL("/inbox", buzon.url).href);
    const link = page.locator("nav a[href^='/inbox?q=']").locator("visible=true").first();
    const isNavigation = (request: Request) =>
      request.headers().rsc !== undefined && request.headers()["next-router-prefetch"] === undefined;
    const [asked] = await Promise.all([page.waitForRequest(isNavigation), link.click()]);
    const { rsc = "", "next-router-state-tree": tree = "", "next-url": url = "" } = asked.headers();
    return { rsc, "next-router-state-tree": tree, ...(url && { "next-url": url }) };
  } finally {
    await browser.close();
  }
}

/** One connection with the settings of the application's own. */
function openBare(): postgres.Sql {
  const { connection } = sqlPool().options;
  return postgres(buzon.databaseUrl, {
    max: 1,
    onnotice: () => {},
    connection: { ...connection, statement_timeout: 60_000 },
  });
}

async function findIds(): Promise<{ workspaceId: string; readerId: string; destinationId: string }> {
  const [ids] = await buzon.sql<{ workspaceId: string; readerId: string; destinationId: string }[]>`
    select (select id from workspaces) as "workspaceId", (select id from users where email = ${READER}) as "readerId",
      (select id from destinations where name = 'Sales CRM') as "destinationId"`;
  if (!ids) throw new Error("The demonstration has a workspace, a reader and a destination");
  return ids;
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}

function printMethod(cases: Case[]): void {
  console.log(`
${LEADS.toLocaleString("en")} leads, ${cases.length} pages, each measured ${ROUNDS} times in turns with its bare SQL:
  bare SQL  select <what a row shows> from leads where <the filter> order by received_at desc, id desc limit ${PAGE_SIZE + 1};
            select count(*) from (select 1 from leads where <the filter> limit ${COUNT_LIMIT + 1}) found;
            by hand for this schema and its indexes, on one connection with the application's settings
  data      the same from Buzón: listLeads, with names, unread marks and deliveries of the rows
  list      the answer to a browser that goes from one list to another (GET with RSC)
  document  the whole page, as after a reload
`);
}

/** Whether every target is met. */
function report(results: Result[]): boolean {
  console.log(`\n${"p50 / p95, ms".padEnd(20)}${["pages", ...MEASURED].map(cell).join("")}`);
  const groups = Map.groupBy(results, ({ asked }) => asked.group);
  for (const [group, ofGroup] of [...groups, ["all", results] as const]) {
    const times = MEASURED.map((what) => {
      const all = ofGroup.flatMap(({ samples }) => samples.map((sample) => sample[what]));
      return `${quantile(all, 0.5).toFixed(0)} / ${quantile(all, 0.95).toFixed(0)}`;
    });
    console.log(`${group.padEnd(20)}${[String(ofGroup.length), ...times].map(cell).join("")}`);
  }

  console.log(`\n${"the slowest, medians".padEnd(20)}${["leads", ...MEASURED].map(cell).join("")}`);
  for (const result of results.toSorted((a, b) => middle(b, "list") - middle(a, "list")).slice(0, SLOWEST)) {
    const count = result.samples[0]?.count ?? 0;
    const leads = count > COUNT_LIMIT ? `${COUNT_LIMIT}+` : String(count);
    const times = MEASURED.map((what) => middle(result, what).toFixed(0));
    console.log(`${"".padEnd(20)}${[leads, ...times].map(cell).join("")}  ${result.asked.q}`);
  }

  const all = (what: Measured) => results.flatMap(({ samples }) => samples.map((sample) => sample[what]));
  const p95 = (what: Measured) => quantile(all(what), 0.95);
  const worst = Math.max(p95("list"), p95("document"));
  const verdicts: [string, number, number][] = [
    ["p95 of a page, ms", worst, MAX_P95_MS],
    ["p95 of a page to p95 of the bare SQL", worst / p95("bare"), MAX_RATIO],
    ["p95 of the data alone to p95 of the bare SQL", p95("data") / p95("bare"), MAX_RATIO],
  ];
  console.log();
  for (const [what, value, limit] of verdicts) {
    console.log(`${what}: ${value.toFixed(2)} (less than ${limit}: ${value < limit ? "met" : "MISSED"})`);
  }
  const overhead = MEASURED.slice(1).map((what) => {
    const added = results.map((result) => middle(result, what) - middle(result, "bare"));
    return `${what} ${quantile(added, 0.5).toFixed(0)} ms`;
  });
  console.log(`added to the bare SQL, median over the pages: ${overhead.join(", ")}`);
  return verdicts.every(([, value, limit]) => value < limit);
}

function middle({ samples }: Result, what: Measured): number {
  return quantile(
    samples.map((sample) => sample[what]),
    0.5,
  );
}

function quantile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function cell(text: string): string {
  return text.padStart(14);
}
