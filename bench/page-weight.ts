import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "@playwright/test";
import { provideDemoData, signInAsReader } from "#bench/demo-data.ts";
import { startBuzon } from "#bench/servers.ts";
import { CHROMIUM_FLAGS, findChromium } from "#bin/chromium.ts";

// `npm run bench -- pages`: how much JavaScript the inbox loads, and whether anything on it moves by itself.
// bench/README.md explains.

const LEADS = 300;
const MAX_SCRIPT_KB = 170;
const MAX_LAYOUT_SHIFT = 0.02;
const SCREENS = [
  { name: "1440", viewport: { width: 1440, height: 900 } },
  { name: "390", viewport: { width: 390, height: 844 } },
];
/** Long enough for fonts, streamed parts and what scripts add to have come. */
const SETTLE_MS = 1_500;

const dataDir = await provideDemoData(LEADS);
const buzon = await startBuzon({ BUZON_DATA_DIR: dataDir });
const chromiumPath = await findChromium();
const browser = await chromium.launch({
  executablePath: chromiumPath ?? undefined,
  args: CHROMIUM_FLAGS,
});
try {
  process.exitCode = (await measureAll(browser)) ? 0 : 1;
} finally {
  await browser.close();
  await buzon.stop();
}
process.exit();

/** Whether every target is met. */
async function measureAll(browser: Browser): Promise<boolean> {
  const cookie = await signInAsReader(buzon.databaseUrl, buzon.sql);
  let areMet = true;
  for (const { name, viewport } of SCREENS) {
    const context = await browser.newContext({ viewport, extraHTTPHeaders: { cookie } });
    const page = await context.newPage();
    const load = await measureLoad(page);
    const shiftOnOpen = await measureOpening(page);
    await context.close();

    console.log(`\nInbox at ${name} px`);
    print(
      "JavaScript",
      `${load.scriptKb.toFixed(1)} kB gzip in ${load.scripts.length} files`,
      load.scriptKb <= MAX_SCRIPT_KB,
    );
    print(
      "document",
      `${load.documentKb.toFixed(1)} kB gzip, of which ${load.inlineKb.toFixed(1)} kB are data for scripts`,
    );
    print("layout shift, full load", load.shift.toFixed(4), load.shift <= MAX_LAYOUT_SHIFT);
    print("layout shift, opening a lead", shiftOnOpen.toFixed(4), shiftOnOpen <= MAX_LAYOUT_SHIFT);
    if (name === "1440")
      for (const { url, kb } of load.scripts) console.log(`    ${kb.toFixed(1).padStart(7)} kB  ${url}`);
    areMet &&= load.scriptKb <= MAX_SCRIPT_KB && Math.max(load.shift, shiftOnOpen) <= MAX_LAYOUT_SHIFT;
  }
  return areMet;
}

function print(what: string, value: string, isMet?: boolean): void {
  const verdict = isMet === undefined ? "" : isMet ? "  met" : "  MISSED";
  console.log(`  ${what.padEnd(30)}${value}${verdict}`);
}

type Load = {
  scripts: { url: string; kb: number }[];
  scriptKb: number;
  documentKb: number;
  inlineKb: number;
  shift: number;
};

/** Everything with an empty cache. Sizes are of the bodies, compressed here, whatever the server does on the wire. */
async function measureLoad(page: Page): Promise<Load> {
  const bodies: Promise<{ url: string; kb: number }>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    bodies.push(response.body().then((body) => ({ url: new URL(response.url()).pathname, kb: gzipKb(body) })));
  });
  await page.addInitScript(observeShifts);
  const document = await page.goto(new URL("/inbox", buzon.url).href, { waitUntil: "networkidle" });
  if (!document?.ok()) throw new Error(`The inbox answered ${document?.status()}`);
  await page.waitForTimeout(SETTLE_MS);
  const html = await document.text();
  const scripts = (await Promise.all(bodies)).sort((a, b) => b.kb - a.kb);
  return {
    scripts,
    scriptKb: scripts.reduce((sum, { kb }) => sum + kb, 0),
    documentKb: gzipKb(html),
    inlineKb: gzipKb(html) - gzipKb(html.replaceAll(/<script[^>]*>.*?<\/script>/gs, "")),
    shift: await shiftSoFar(page),
  };
}

/**
 * What moves after a lead was opened, beside the list or, on a phone, on its own page; what the click itself moves within
 * half a second does not count (Layout Instability API).
 */
async function measureOpening(page: Page): Promise<number> {
  const before = await shiftSoFar(page);
  await page.locator("main tbody tr a").locator("visible=true").nth(2).click();
  await page.waitForURL(/[?&]lead=\d+|\/leads\/\d+/);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(SETTLE_MS);
  return (await shiftSoFar(page)) - before;
}

function gzipKb(body: Buffer | string): number {
  return gzipSync(body).length / 1000;
}

/** Runs in the page before anything else does. */
function observeShifts(): void {
  Reflect.set(window, "layoutShift", 0);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, "hadRecentInput")) continue;
      Reflect.set(window, "layoutShift", Reflect.get(window, "layoutShift") + Reflect.get(entry, "value"));
    }
  }).observe({ type: "layout-shift", buffered: true });
}

function shiftSoFar(page: Page): Promise<number> {
  return page.evaluate(() => Number(Reflect.get(window, "layoutShift")));
}
