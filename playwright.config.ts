import { defineConfig, devices } from "@playwright/test";

// Every journey starts the application it needs by itself, on a port and a database of its own: e2e/.
export default defineConfig({
  testDir: "e2e",
  workers: 1,
  retries: 0,
  // A journey takes 20 s on an idle machine; the limit is for a busy one.
  timeout: 180_000,
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: process.env.BUZON_JOURNEYS_REPORT ?? "test-results/report.json" }]],
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        trace: "retain-on-failure",
        actionTimeout: 15_000,
        navigationTimeout: 30_000,
        // bin/chromium.ts finds one; without it, Playwright's own download is used.
        launchOptions: { executablePath: process.env.BUZON_CHROMIUM },
      },
    },
  ],
});
