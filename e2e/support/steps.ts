import { expect, type Page } from "@playwright/test";
import type { Fakes } from "./journey.ts";
import type { Words } from "./words.ts";

export const ACCOUNT = {
  name: "Aiko Tanabe",
  email: "aiko.tanabe@contoso.example",
  password: "a short sentence works",
};

/** From the one-time link to the empty inbox. */
export async function createAccount(page: Page, setupUrl: string, t: Words): Promise<void> {
  await page.goto(setupUrl);
  await page.getByLabel(t("setup.name")).fill(ACCOUNT.name);
  await page.getByLabel(t("setup.email")).fill(ACCOUNT.email);
  await page.getByLabel(t("setup.password"), { exact: true }).fill(ACCOUNT.password);
  await page.getByRole("button", { name: t("setup.create") }).click();
  await page.waitForURL("**/inbox");
}

export async function signIn(page: Page, url: string, t: Words): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(t("signIn.email")).fill(ACCOUNT.email);
  await page.getByLabel(t("signIn.password"), { exact: true }).fill(ACCOUNT.password);
  await page.getByRole("button", { name: t("signIn.title") }).click();
  await page.waitForURL("**/inbox");
}

export async function addWebhook(page: Page, url: string, t: Words, { webhook }: Fakes): Promise<void> {
  await page.goto(`${url}/destinations/new?connector=webhook`);
  await page.getByLabel(t("connectors.webhook.url"), { exact: true }).fill(`${webhook.url}/leads`);
  await saveDestination(page, t);
}

export async function addDynamics(page: Page, url: string, t: Words, { dataverse, entra }: Fakes): Promise<void> {
  await page.goto(`${url}/destinations/new?connector=dynamics`);
  await page.getByLabel(t("connectors.dynamics.url"), { exact: true }).fill(dataverse.url);
  await page.getByLabel(t("connectors.dynamics.tenantId"), { exact: true }).fill(entra.tenantId);
  await page.getByLabel(t("connectors.dynamics.clientId"), { exact: true }).fill(entra.clientId);
  await page.getByLabel(t("connectors.dynamics.clientSecret"), { exact: true }).fill(entra.clientSecret);
  await page.getByText(t("destinations.more")).click();
  await page.getByLabel(t("connectors.dynamics.authorityUrl"), { exact: true }).fill(entra.url);
  await saveDestination(page, t);
}

async function saveDestination(page: Page, t: Words): Promise<void> {
  await page.getByRole("button", { name: t("destinations.test") }).click();
  await expect(page.getByText(t("destinations.testWorks"))).toBeVisible();
  await page.getByRole("button", { name: t("destinations.save") }).click();
  await page.waitForURL(/\/destinations\/[0-9a-f-]{36}/);
}
