import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { z } from "zod";
import { expectAccessible, postLead, test } from "./support/journey.ts";
import { createAccount } from "./support/steps.ts";
import { wordsIn } from "./support/words.ts";

/** Bodies that Microsoft's documentation and publishers show: features/intake/testing/payloads.json names each source. */
const samples = z
  .array(z.object({ name: z.string(), derived: z.boolean(), body: z.unknown() }))
  .parse(JSON.parse(await readFile("features/intake/testing/payloads.json", "utf8")));

test("every body that was ever published is kept: as a lead, or as unreadable with the place where it breaks", async ({
  page,
  app,
}) => {
  const t = wordsIn("en");
  if (!app.setupUrl) throw new Error("An empty database has a set-up link");
  await createAccount(page, app.setupUrl, t);

  const literal = samples.filter(({ derived }) => !derived);
  const statuses = new Map<string, number>();
  for (const { name, body } of literal) statuses.set(name, (await postLead(app.endpointUrl, body)).status);
  const unreadable = [...statuses].filter(([, status]) => status !== 200);
  expect(unreadable).toEqual([
    ["ms-faq-https-test-lead-verbatim-lowercase-u", 400],
    ["ms-faq-https-test-lead-verbatim-uppercase-u", 400],
    ["ms-faq-test-lead-web-to-lead", 400],
  ]);

  const leadsInInbox = async () => {
    await page.goto(`${app.url}/inbox?q=test:shown`);
    return page.locator("tr[data-lead]").count();
  };
  await expect.poll(leadsInInbox).toBe(literal.length - unreadable.length);

  await page.goto(`${app.url}/endpoints`);
  await page.getByRole("link", { name: "All offers" }).click();
  await page.getByRole("link", { name: t("endpoint.requests"), exact: true }).click();
  const broken = page.getByRole("row").filter({ hasText: t("requests.notJsonAt", { line: 14, column: 5 }) });
  await expect(broken).toHaveCount(2);
  await broken
    .first()
    .getByRole("link", { name: t("requests.results.rejected") })
    .click();
  await expect(page.getByText("MSFT_TEST_636573304831318844").first()).toBeVisible();
  await expectAccessible(page);
});
