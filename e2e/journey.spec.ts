import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { THEME_COOKIE } from "#i18n/locale.ts";
import { DOCUMENTED_SAMPLE, expectAccessible, expectNoSidewaysScroll, postLead, test } from "./support/journey.ts";
import { addDynamics, addWebhook, createAccount } from "./support/steps.ts";
import { type Words, wordsIn } from "./support/words.ts";

const LOCALES = [
  { locale: "en", browser: "en-US" },
  { locale: "es", browser: "es-ES" },
] as const;
const THEMES = ["light", "dark"] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** What the export dialog gives, made for a spreadsheet, of the one lead there is. */
async function exportCsv(page: Page, t: Words): Promise<string> {
  await page.getByRole("button", { name: t("leadExport.open") }).click();
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: t("leadExport.download", { count: 1, countText: "1" }) }).click();
  return readFile(await (await download).path(), "utf8");
}

for (const { locale, browser } of LOCALES) {
  for (const theme of THEMES) {
    for (const viewport of SIZES) {
      test.describe(`${locale}, ${theme}, ${viewport.width} px`, () => {
        test.use({ locale: browser, viewport, hasTouch: viewport.width < 768 });

        test("a lead posted to the printed address is in the inbox, at both destinations and in the export", async ({
          page,
          context,
          app,
          fakes,
        }) => {
          const t = wordsIn(locale);
          const look = async () => {
            await expectAccessible(page);
            await expectNoSidewaysScroll(page);
          };
          await context.addCookies([{ name: THEME_COOKIE, value: theme, url: app.url }]);
          if (!app.setupUrl) throw new Error("An empty database has a set-up link");

          await page.goto(app.setupUrl);
          await look();
          await createAccount(page, app.setupUrl, t);
          await look();

          await addWebhook(page, app.url, t, fakes);
          await look();
          await addDynamics(page, app.url, t, fakes);
          await look();

          const answer = await postLead(app.endpointUrl, DOCUMENTED_SAMPLE);
          expect(answer.status).toBe(200);
          await expect.poll(() => fakes.webhook.received.length).toBe(1);
          await expect.poll(() => fakes.dataverse.records.size).toBe(1);
          expect([...fakes.dataverse.records.values()][0]).toMatchObject({
            firstname: "Some",
            lastname: "One",
            emailaddress1: "someone@contoso.com",
            companyname: "Contoso",
          });

          // Beside the list where there is room for a panel, a page of its own on a phone.
          await page.goto(`${app.url}/inbox`);
          await look();
          await page.getByRole("link", { name: "Some One" }).first().click();
          await expect(page.getByRole("heading", { name: "Some One" })).toBeVisible();
          await expect(page.getByText(t("lead.forwardingSummary.delivered")).first()).toBeVisible();
          await look();
          for (const path of ["/leads/1", "/leads/1?tab=fields", "/leads/1?tab=raw"]) {
            await page.goto(`${app.url}${path}`);
            await expect(page.getByRole("heading", { name: "Some One" })).toBeVisible();
            await look();
          }

          await page.goto(`${app.url}/inbox`);
          const file = await exportCsv(page, t);
          expect(file.startsWith("\uFEFF")).toBe(true);
          expect(file).toContain("someone@contoso.com");

          for (const path of ["/destinations", "/deliveries", "/endpoints", "/settings"]) {
            await page.goto(`${app.url}${path}`);
            await look();
          }
        });
      });
    }
  }
}
