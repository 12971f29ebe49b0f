import { expect, type Page } from "@playwright/test";
import { DOCUMENTED_SAMPLE, type Fakes, postLead, test } from "./support/journey.ts";
import { freePort, makeDataDir, startApp } from "./support/start-app.ts";
import { addDynamics, addWebhook, createAccount } from "./support/steps.ts";
import { wordsIn } from "./support/words.ts";

const KILLS = 5;
const LEADS = 200;
const CONNECTIONS = 8;

/** Waits of the worker are divided by this; a lease of 60 s then ends after 1.2 s. */
const TIME_SCALE = "50";

test("every lead answered with 2xx is there once and delivered once, although the server is killed five times", async ({
  page,
  fakes,
}) => {
  test.setTimeout(240_000);
  const t = wordsIn("en");
  const dataDir = await makeDataDir();
  const options = { dataDir: dataDir.path, port: await freePort(), environment: { BUZON_TIME_SCALE: TIME_SCALE } };
  let app = await startApp(options);
  try {
    if (!app.setupUrl) throw new Error("An empty database has a set-up link");
    await createAccount(page, app.setupUrl, t);
    await addWebhook(page, app.url, t, fakes);
    await addDynamics(page, app.url, t, fakes);

    const accepted = new Set<string>();
    const sent = new Set<string>();
    for (let round = 0; round < KILLS; round++) {
      const emails = Array.from({ length: LEADS }, (_, index) => `lead-${round}-${index}@example.com`);
      for (const email of emails) sent.add(email);
      await postUntilKilled(app.endpointUrl, emails, {
        onAccepted: (email) => accepted.add(email),
        // Each round at another moment of the run.
        killAfter: Math.round((LEADS * (round + 1)) / (KILLS + 1)),
        kill: () => app.kill(),
      });
      app = await startApp(options);
    }

    const wait = { timeout: 120_000 };
    await expect.poll(() => missingFrom(recordedEmails(fakes), accepted), wait).toEqual([]);
    await expect.poll(() => missingFrom(new Set(webhookIds(fakes).keys()), accepted), wait).toEqual([]);
    const rows = await exportedEmails(page, app.url);
    expect(rows.filter((email) => accepted.has(email)).sort(), "each accepted lead is one row").toEqual(
      [...accepted].sort(),
    );
    expect(
      rows.filter((email) => !sent.has(email)),
      "nothing is there that nobody sent",
    ).toEqual([]);

    const records = [...fakes.dataverse.records.values()].map(({ emailaddress1 }) => emailaddress1);
    expect(records.length, "no lead is two records at the CRM").toBe(new Set(records).size);
    const twice = [...webhookIds(fakes)].filter(([, ids]) => ids.size > 1);
    expect(twice, "a webhook sent again carries the id of the first").toEqual([]);
  } finally {
    await app.stop();
    await dataDir.remove();
  }
});

async function postUntilKilled(
  endpointUrl: string,
  emails: string[],
  { onAccepted, killAfter, kill }: { onAccepted(email: string): void; killAfter: number; kill(): Promise<void> },
): Promise<void> {
  const queue = [...emails];
  let answered = 0;
  let killed: Promise<void> | undefined;
  const post = async () => {
    for (let email = queue.shift(); email; email = queue.shift()) {
      const answer = await postLead(endpointUrl, leadOf(email)).catch(() => null);
      if (answer?.ok) onAccepted(email);
      answered += 1;
      if (answered === killAfter) killed = kill();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, post));
  await killed;
}

function leadOf(email: string) {
  return { ...DOCUMENTED_SAMPLE, UserDetails: { ...DOCUMENTED_SAMPLE.UserDetails, Email: email } };
}

function recordedEmails({ dataverse }: Fakes): Set<unknown> {
  return new Set([...dataverse.records.values()].map(({ emailaddress1 }) => emailaddress1));
}

/** The ids under which each lead came to the webhook receiver, by e-mail address. */
function webhookIds({ webhook }: Fakes): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { id, body } of webhook.received) {
    const { email } = JSON.parse(body).data;
    ids.set(email, (ids.get(email) ?? new Set()).add(id));
  }
  return ids;
}

function missingFrom(arrived: Set<unknown>, accepted: Set<string>): string[] {
  return [...accepted].filter((email) => !arrived.has(email));
}

/** The e-mail addresses of the export for programs, read with the browser's session. */
async function exportedEmails(page: Page, url: string): Promise<string[]> {
  const answer = await page.request.get(`${url}/api/leads/export?kind=program`);
  expect(answer.status()).toBe(200);
  const [header = "", ...lines] = (await answer.text()).trimEnd().split(/\r?\n/);
  const column = header.split(",").indexOf("email");
  return lines.map((line) => line.split(",")[column] ?? "");
}
