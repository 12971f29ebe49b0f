import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { THEME_COOKIE } from "#i18n/locale.ts";
import {
  DOCUMENTED_SAMPLE,
  expectAccessible,
  expectNoSidewaysScroll,
  postLead,
  test,
} from "./support/journey.ts";
import { addDynamics, addWebhook, createAccount } from "./support/steps.ts";
import { wordsIn } from "./support/words.ts";

const LOCALES = [
  { locale: "en", browser: "en-US" },
  { locale: "es", browser: "es-ES" },
] as const;
const THEMES = ["light", "dark"] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

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

          await page.goto(`${app.url}/inbox`);
          await page.getByRole("link", { name: "Some One" }).click();
          await expect(page.getByText(t("lead.summary.delivered"))).toBeVisible();
          await look();

          await page.goto(`${app.url}/leads/1`);
          await expect(page.getByRole("heading", { name: "Some One" })).toBeVisible();
          await look();

          await page.goto(`${app.url}/inbox`);
          await page.getByRole("link", { name: t("export.open") }).click();
          await look();
          const download = page.waitForEvent("download");
          await page.getByRole("button", { name: t("export.download") }).click();
          const file = await readFile(await (await download).path(), "utf8");
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
