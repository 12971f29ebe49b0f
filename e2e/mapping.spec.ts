import { expect } from "@playwright/test";
import { DOCUMENTED_SAMPLE, expectAccessible, expectNoSidewaysScroll, postLead, test } from "./support/journey.ts";
import { addDynamics, createAccount } from "./support/steps.ts";
import { wordsIn } from "./support/words.ts";

// Somebody from marketing who knows the fields of the CRM by their labels and nothing of what lies behind them.

const DESTINATION = "Dynamics 365";
const LOCALES = [
  { locale: "en", browser: "en-US" },
  { locale: "es", browser: "es-ES" },
] as const;

for (const { locale, browser } of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale: browser, viewport: { width: 1440, height: 900 } });

    test("a mapping with a mistake is caught, mended with the offered click, tested, published and used", async ({
      page,
      app,
      fakes,
    }) => {
      const t = wordsIn(locale);
      const look = async () => {
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      };
      const builderOf = (field: string) => page.getByRole("group", { name: t("mapping.valueOf", { field }) });
      if (!app.setupUrl) throw new Error("An empty database has a set-up link");
      await createAccount(page, app.setupUrl, t);
      await addDynamics(page, app.url, t, fakes);
      const destination = page.url();

      // One lead has all, one came without a last name.
      const nameless = { ...DOCUMENTED_SAMPLE.UserDetails, LastName: "", Email: "two@contoso.com" };
      await postLead(app.endpointUrl, DOCUMENTED_SAMPLE);
      await postLead(app.endpointUrl, { ...DOCUMENTED_SAMPLE, UserDetails: nameless });
      await expect.poll(() => fakes.dataverse.records.size).toBe(2);

      await page.goto(`${destination}/mapping`);
      await look();

      // A field is found by its label and filled from the picker, with the keyboard alone.
      await page.getByRole("button", { name: t("mapping.addField", { destination: DESTINATION }) }).click();
      await page.keyboard.type("Website");
      await page.keyboard.press("Enter");
      await page.keyboard.type("https://contoso.example/?lead=");
      await page.keyboard.press("{");
      await page.keyboard.type(t("leadFields.email"));
      await page.keyboard.press("Enter");
      await expect(page.getByText("https://contoso.example/?lead=two@contoso.com")).toBeVisible();
      // Typing goes on behind what was inserted, once the picker has closed.
      await expect(builderOf("Website").getByRole("textbox").last()).toBeFocused();

      // The mistake: the last name is taken out, fallback and all.
      const lastName = page.locator("#field-lastname");
      const trouble = t("mapping.trouble.unmapped", { destination: DESTINATION });
      await builderOf("Last Name").getByRole("textbox").last().focus();
      await page.keyboard.press("Backspace");
      await lastName.getByRole("textbox", { name: t("mapping.fallbackOf", { field: "Last Name" }) }).fill("");
      await expect(lastName).toContainText(trouble);

      await page.getByRole("button", { name: t("mapping.publish") }).click();
      await expect(page.getByRole("dialog")).toContainText(t("mapping.problemsTitle"));
      await look();
      await page.getByRole("button", { name: t("mapping.fixField", { field: "Last Name" }) }).click();
      await lastName
        .getByRole("button", { name: t("mapping.fix.set_field", { field: t("leadFields.last_name") }) })
        .click();
      await expect(lastName).not.toContainText(trouble);

      // The test tells what would come out for every lead, and sends nothing.
      await page.keyboard.press("ControlOrMeta+Enter");
      await expect(page.getByRole("dialog")).toContainText(t("mappingTest.nothingSent", { destination: DESTINATION }));
      await look();
      await page.keyboard.press("Escape");
      expect(fakes.dataverse.records.size).toBe(2);

      await page.getByRole("button", { name: t("mapping.publish") }).click();
      await page.getByLabel(t("mapping.note")).fill("Website");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: t("mapping.publishConfirm"), exact: true })
        .click();
      await expect(page.getByText(t("mapping.live", { version: 2 }))).toBeVisible();

      await postLead(app.endpointUrl, {
        ...DOCUMENTED_SAMPLE,
        UserDetails: { ...DOCUMENTED_SAMPLE.UserDetails, Email: "three@contoso.com" },
      });
      await expect.poll(() => fakes.dataverse.records.size).toBe(3);
      expect([...fakes.dataverse.records.values()].at(-1)).toMatchObject({
        lastname: "One",
        websiteurl: "https://contoso.example/?lead=three@contoso.com",
      });
      await page.goto(`${app.url}/leads/3`);
      await expect(
        page.getByText(t("lead.forwardingSummary.delivered")).filter({ visible: true }).first(),
      ).toBeVisible();
    });
  });
}
