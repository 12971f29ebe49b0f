import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { onPath } from "#lib/on-path.ts";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const MAC_APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Installers of the distributions, and the package they have Chromium in. */
const INSTALLERS: [string, string[][]][] = [
  ["apt-get", [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]],
  ["dnf", [["install", "-y", "chromium"]]],
  ["apk", [["add", "chromium"]]],
];

const START_TIMEOUT_MS = 60_000;
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000;

/** Without a display, as any user, and without asking its maker for anything. */
export const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];

/**
 * A Chromium that starts here: the system's, else Playwright's own download (null: Playwright knows where), else, as
 * root, the distribution's package. Throws the sentence to show when there is none.
 */
export async function findChromium(): Promise<string | null> {
  const given = process.env.BUZON_CHROMIUM;
  if (given) return given;
  const system = systemChromium();
  if (system) return system;

  console.log("No Chromium found; downloading Playwright's ...");
  if (await downloadWorks()) return null;

  const installer = process.getuid?.() === 0 ? INSTALLERS.find(([program]) => onPath(program)) : undefined;
  if (installer) {
    console.log(`The download does not work here; installing Chromium with ${installer[0]} ...`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of installer[1]) spawnSync(installer[0], args, { timeout: DOWNLOAD_TIMEOUT_MS, env });
    const installed = systemChromium();
    if (installed) return installed;
  }
  throw new Error(
    "The browser journeys need a Chromium: install your distribution's package chromium, or set BUZON_CHROMIUM to the path of one.",
  );
}

function systemChromium(): string | null {
  const found = COMMANDS.map(onPath).filter((path) => path !== null);
  return [...found, ...MAC_APPLICATIONS].find(starts) ?? null;
}

async function downloadWorks(): Promise<boolean> {
  const playwright = [join("node_modules", "@playwright/test/cli.js"), "install", "chromium"];
  const { status } = spawnSync(process.execPath, playwright, { timeout: DOWNLOAD_TIMEOUT_MS });
  if (status !== 0) return false;
  const { chromium } = await import("@playwright/test");
  return starts(chromium.executablePath());
}

/** A file alone does not say much: distributions put stubs there, and downloads lack libraries. */
function starts(path: string): boolean {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"];
  const { status, stdout } = spawnSync(path, args, { encoding: "utf8", timeout: START_TIMEOUT_MS });
  return status === 0 && stdout.includes("<html>");
}
