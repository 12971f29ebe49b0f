import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type FakeDataverse, startDataverse } from "#connectors/fakes/dataverse.ts";
import { type FakeEntra, startEntra } from "#connectors/fakes/entra.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#connectors/fakes/webhook-receiver.ts";
import { type App, freePort, makeDataDir, startApp } from "./start-app.ts";

export type Fakes = { webhook: WebhookReceiver; dataverse: FakeDataverse; entra: FakeEntra };

/** A journey begins with an application that nobody has set up, and with destinations that can be reached. */
export const test = base.extend<{ app: App; fakes: Fakes }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  app: async ({}, use) => {
    const dataDir = await makeDataDir();
    const app = await startApp({ dataDir: dataDir.path, port: await freePort() });
    await use(app);
    await app.stop();
    await dataDir.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  fakes: async ({}, use) => {
    const entra = await startEntra();
    const [webhook, dataverse] = await Promise.all([startWebhookReceiver(), startDataverse({ issuer: entra.url })]);
    await use({ webhook, dataverse, entra });
    await Promise.all([webhook.close(), dataverse.close()]);
    await entra.close();
  },
});

export async function expectAccessible(page: Page): Promise<void> {
  // Every page has a heading and a title; what stands there while it loads has none yet.
  await page.locator("h1").first().waitFor();
  await expect(page).toHaveTitle(/\S/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(found, page.url()).toEqual([]);
}

/** Nothing may stick out at the side: a page that scrolls sideways is broken on a phone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
}

export async function postLead(endpointUrl: string, lead: unknown): Promise<Response> {
  return fetch(endpointUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof lead === "string" ? lead : JSON.stringify(lead),
  });
}

/** The sample body of Microsoft's "Use an HTTPS endpoint to manage commercial marketplace leads". */
export const DOCUMENTED_SAMPLE = {
  UserDetails: {
    FirstName: "Some",
    LastName: "One",
    Email: "someone@contoso.com",
    Phone: "16175555555",
    Country: "USA",
    Company: "Contoso",
    Title: "Esquire",
  },
  LeadSource: "AzureMarketplace",
  ActionCode: "INS",
  OfferTitle: "Test Microsoft",
  Description: "Test run through Power Automate",
};
