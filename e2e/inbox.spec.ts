import { readFile } from "node:fs/promises";
import { test as base, expect, type Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { THEME_COOKIE } from "#i18n/locale.ts";
import { expectAccessible, expectNoSidewaysScroll, postLead } from "./support/journey.ts";
import { ACCOUNT, createAccount, signIn } from "./support/steps.ts";
import { wordsIn } from "./support/words.ts";
import { addPerson, leadOf, openWorkplace, postLeads, type Workplace } from "./support/workplace.ts";

// A working day of two people who handle leads for a living.

const LOCALES = [
  { locale: "en", browser: "en-US" },
  { locale: "es", browser: "es-ES" },
] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const COLLEAGUE = {
  name: "Daniel Okafor",
  email: "daniel.okafor@contoso.example",
  password: "another short sentence works",
  role: "member",
};

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

      test("ten leads are triaged with the keyboard alone", async ({ desk: page, workplace }) => {
        await postLeads(workplace, "Keyboard", 10);
        await page.goto(`${workplace.app.url}/inbox?q=offer:Keyboard&sort=received`);
        await expect(page.getByRole("link", { name: "Keyboard Person 10" }).first()).toBeVisible();

        // The first five from the open panel, one after the other.
        await pressUntilHeard(page, "j");
        await page.keyboard.press("Enter");
        for (let index = 1; index <= 5; index++) {
          await expect(page.getByRole("heading", { name: `Keyboard Person ${index}`, exact: true })).toBeVisible();
          await page.keyboard.press("i");
          await expect.poll(() => ownersOf(workplace, index)).toBe(1);
          await page.keyboard.press("2");
          await expect.poll(() => statusOf(workplace, index)).toBe("contacted");
          if (index === 3) {
            await page.keyboard.press("n");
            await page.keyboard.type("Wants a demo on Tuesday");
            await page.keyboard.press("ControlOrMeta+Enter");
            await expect(page.getByText("Wants a demo on Tuesday").first()).toBeVisible();
            await look(page);
            await page.keyboard.press("Escape");
          }
          if (index < 5) await page.keyboard.press("j");
        }
        await page.keyboard.press("Escape");
        await expect(page.getByRole("heading", { name: "Keyboard Person 5", exact: true })).toBeHidden();

        // The other five together: ticked, then closed with one order.
        await page.keyboard.press("j");
        for (let step = 0; step < 5; step++) {
          await page.keyboard.press("x");
          await page.keyboard.press("j");
        }
        await expect(page.getByText(t("bulk.selected", { count: "5" }))).toBeVisible();
        await look(page);
        await page.keyboard.press("4");
        await expect(page.getByRole("dialog")).toContainText(t("bulk.changing", { count: 5, isMore: "false" }));
        await look(page);
        await page.keyboard.press("Enter");
        await expect
          .poll(async () => {
            const rows = await workplace.sql<{ status: string }[]>`
              select status from leads where offer_title = 'Keyboard' order by number`;
            return rows.map(({ status }) => status);
          })
          .toEqual([...Array(5).fill("contacted"), ...Array(5).fill("closed")]);
      });

      test("a view that is saved and shared is a colleague's too, list and all", async ({
        desk: page,
        workplace,
        browser: chromium,
      }) => {
        const name = `DACH ${locale}`;
        await postLeads(workplace, "Shared", 6);
        if ((await workplace.sql`select from users where email = ${COLLEAGUE.email}`).length === 0) {
          await addPerson(workplace, COLLEAGUE);
        }
        await page.goto(`${workplace.app.url}/inbox?q=offer:Shared+country:AT&sort=name`);
        if (isPhone) await page.getByRole("button", { name: t("inbox.filter.add"), exact: true }).click();
        await page.getByRole("button", { name: t("views.save") }).click();
        await page.getByRole("textbox", { name: t("views.name") }).fill(name);
        await page.getByRole("switch", { name: t("views.shareSwitch") }).click();
        await look(page);
        await page
          .getByRole("dialog")
          .getByRole("button", { name: t("views.save") })
          .click();
        await expect(page.getByText(t("views.saved", { name }))).toBeVisible();

        const theirs = await chromium.newContext({ locale: browser, viewport, hasTouch: isPhone });
        const desk = await theirs.newPage();
        await signIn(desk, workplace.app.url, t, COLLEAGUE);
        if (isPhone) await desk.getByRole("button", { name: t("shell.view.all") }).click();
        await desk
          .getByRole(isPhone ? "menuitem" : "link", { name: new RegExp(name) })
          .first()
          .click();
        await expect(desk.getByRole("heading", { name: new RegExp(name) })).toBeVisible();
        await expect(desk.locator("tr[data-lead]")).toHaveCount(3);
        const names = await desk.locator("tr[data-lead] a").filter({ visible: true }).allTextContents();
        expect(names.map((text) => /Person \d/.exec(text)?.[0])).toEqual(["Person 1", "Person 3", "Person 5"]);
        await look(desk);
        await theirs.close();
      });

      test("1,200 leads are closed at once and opened again", async ({ desk: page, workplace }) => {
        test.setTimeout(240_000);
        await postLeads(workplace, "Bulk", 1_200);
        const closed = async () => {
          const [row] = await workplace.sql<{ count: number }[]>`
            select count(*)::int from leads where offer_title = 'Bulk' and status = 'closed'`;
          return row?.count;
        };
        await page.goto(`${workplace.app.url}/inbox?q=offer:Bulk+status:new`);
        if (isPhone) await page.getByRole("button", { name: t("inbox.select.start") }).click();
        await page.getByRole("checkbox", { name: t("inbox.select.page") }).check();
        await page.getByRole("button", { name: new RegExp(`^${t("bulk.selectAll", { count: "" })}\\s*1`) }).click();
        await look(page);
        await page.getByRole("button", { name: t("bulk.status") }).click();
        await page.getByRole("menuitem", { name: t("leadStatus.closed"), exact: true }).click();
        await expect(page.getByRole("dialog")).toContainText(t("bulk.changing", { count: 1_200, isMore: "false" }));
        await look(page);
        await page
          .getByRole("dialog")
          .getByRole("button", { name: t("bulk.confirm", { kind: "status", count: 1_200, isMore: "false" }) })
          .click();
        await expect.poll(closed, { timeout: 60_000 }).toBe(1_200);
        await page.getByRole("button", { name: t("ui.undo") }).click();
        await expect.poll(closed, { timeout: 60_000 }).toBe(0);
        await expect(page.locator("tr[data-lead]").first()).toBeVisible();
      });

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

/** A key that moves the focus into the list: the page hears it as soon as its code is there. */
async function pressUntilHeard(page: Page, key: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.closest("tr[data-lead]") !== null)).toBe(true);
  }).toPass();
}

async function statusOf({ sql }: Workplace, index: number): Promise<string | undefined> {
  const [row] = await sql<{ status: string }[]>`
    select status from leads where offer_title = 'Keyboard' and last_name = ${`Person ${index}`}`;
  return row?.status;
}

async function ownersOf({ sql }: Workplace, index: number): Promise<number | undefined> {
  const [row] = await sql<{ count: number }[]>`
    select count(owner_id)::int from leads where offer_title = 'Keyboard' and last_name = ${`Person ${index}`}`;
  return row?.count;
}

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
