import { readFile } from "node:fs/promises";
import { test as base, expect, type Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { THEME_COOKIE } from "#i18n/locale.ts";
import { expectAccessible, expectNoSidewaysScroll, postLead } from "./support/journey.ts";
import { ACCOUNT, createAccount, signIn } from "./support/steps.ts";
import { wordsIn } from "./support/words.ts";
import { leadOf, openWorkplace, postLeads, type Workplace } from "./support/workplace.ts";

// What people who handle leads for a living rely on all day.

const LOCALES = [
  { locale: "en", browser: "en-US" },
  { locale: "es", browser: "es-ES" },
] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
for (const { locale, browser } of LOCALES) {
  for (const viewport of SIZES) {
    const isPhone = viewport.width < 768;
    const t = wordsIn(locale);
    const test = base.extend<{ desk: Page }, { workplace: Workplace }>({
      workplace: [
        // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
        async ({}, use) => {
          const workplace = await openWorkplace();
          await use(workplace);
          await workplace.close();
        },
        { scope: "worker" },
      ],
      /** A page of somebody who is signed in; the first one makes the account. */
      desk: async ({ page, workplace }, use) => {
        const [account] = await workplace.sql`select from users where email = ${ACCOUNT.email}`;
        if (account) await signIn(page, workplace.app.url, t);
        else await createAccount(page, workplace.app.setupUrl ?? "", t);
        await use(page);
      },
    });
    const look = async (page: Page) => {
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    };

    test.describe(`${locale}, ${viewport.width} px`, () => {
      test.use({ locale: browser, viewport, hasTouch: isPhone });

      test("the export of a filtered view is the database, row for row", async ({ desk: page, workplace }) => {
        await postLead(workplace.app.endpointUrl, hostile("Export", 1));
        await postLeads(workplace, "Export", 39, 2);
        await page.goto(`${workplace.app.url}/inbox?q=offer:Export+country:AT`);
        await page
          .getByRole("button", { name: t("leadExport.open") })
          .filter({ visible: true })
          .click();
        await page.getByLabel(t("leadExport.kind")).selectOption("program");
        await look(page);
        const download = page.waitForEvent("download");
        await page.getByRole("dialog").locator("button[type=submit]").click();
        const text = await readFile(await (await download).path(), "utf8");
        const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
        const expected = await workplace.sql`
          select 'L-' || number as number, first_name, last_name, email, phone, company, title as job_title
          from leads where offer_title = 'Export' and country_code = 'AT' order by received_at desc, id desc`;
        expect(expected.length).toBe(20);
        expect(
          rows.map((row) => Object.fromEntries(Object.keys(expected[0] ?? {}).map((column) => [column, row[column]]))),
        ).toEqual([...expected]);
        await expect(page.locator("body")).toContainText("Export <b>bold</b> =1+1");
      });

      test("a lead that arrives in an open list announces itself and moves nothing", async ({
        desk: page,
        workplace,
      }) => {
        await postLeads(workplace, "Live", 8);
        await page.goto(`${workplace.app.url}/inbox?q=offer:Live`);
        const rows = page.locator("tr[data-lead]");
        await expect(rows).toHaveCount(8);
        if (isPhone) await page.getByRole("button", { name: t("inbox.select.start") }).click();
        await page.getByRole("checkbox", { name: t("inbox.select.lead", { name: "Live Person 5" }) }).check({
          force: isPhone,
        });
        const before = await rows.first().boundingBox();

        await postLead(workplace.app.endpointUrl, leadOf("Live", 9));
        const bar = page.getByRole("button", { name: t("live.newLeads", { count: 1, isMore: "false" }) });
        await expect(bar).toBeVisible({ timeout: 15_000 });
        await expect(rows).toHaveCount(8);
        expect((await rows.first().boundingBox())?.x).toBe(before?.x);
        await look(page);
        await bar.click();
        await expect(rows).toHaveCount(9);
        await expect(
          page.getByRole("checkbox", { name: t("inbox.select.lead", { name: "Live Person 5" }) }),
        ).toBeChecked();
      });

      test("every screen and state can be read by everybody", async ({ desk: page, context, workplace }) => {
        await postLeads(workplace, "Screens", 3);
        const { url } = workplace.app;
        for (const theme of ["light", "dark"]) {
          await context.addCookies([{ name: THEME_COOKIE, value: theme, url }]);
          for (const path of PATHS) {
            await page.goto(`${url}${path}`);
            await look(page);
          }
          await page.goto(`${url}/inbox?q=offer:Screens`);
          await page.keyboard.press("?");
          await expect(page.getByRole("dialog", { name: t("keys.title") })).toBeVisible();
          await look(page);
          await page.keyboard.press("Escape");
          await page.keyboard.press("ControlOrMeta+k");
          await page.getByRole("combobox", { name: t("palette.title") }).fill("Screens");
          await expect(page.getByRole("option", { name: /Screens Person 1/ })).toBeVisible();
          await look(page);
          await page.keyboard.press("Escape");
        }
      });
    });
  }
}

const PATHS = [
  "/inbox",
  "/inbox?q=offer:Screens&cols=lead,action,tags,follow_up,notes&sort=name",
  "/inbox?q=offer:Nothing+status:new",
  "/inbox?q=offr:x+status:gone",
  "/reports",
  "/settings",
  "/settings/api-keys",
  "/leads/999999",
];

/** What people and machines write into forms, in every field. */
function hostile(offer: string, index: number) {
  const lead = leadOf(offer, index);
  return {
    ...lead,
    UserDetails: {
      ...lead.UserDetails,
      FirstName: `${offer} <b>bold</b> =1+1`,
      LastName: `شركة "المثال" 👩‍🚀 ${"long ".repeat(56)}`.trim(),
      Company: '=HYPERLINK("https://contoso.example";"x")',
      Title: "line one\nline two, with ; and '",
      Country: "AT",
    },
  };
}
