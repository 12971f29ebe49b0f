import postgres from "postgres";
import { borrowEmbeddedPostgres } from "#db/embedded.ts";
import { postLead } from "./journey.ts";
import { type App, freePort, makeDataDir, startApp } from "./start-app.ts";

/** An application with its database open beside it, for journeys of several people over many leads. */
export type Workplace = { app: App; sql: postgres.Sql; close(): Promise<void> };

const CONNECTIONS = 16;

export async function openWorkplace(): Promise<Workplace> {
  const dataDir = await makeDataDir();
  const app = await startApp({ dataDir: dataDir.path, port: await freePort() });
  const { url } = await borrowEmbeddedPostgres(dataDir.path);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  // Before the endpoint is looked up for the first time: what it may take is kept for some seconds.
  await sql`update endpoints set rate_per_second = 100000, burst = 100000`;
  return {
    app,
    sql,
    async close() {
      await sql.end({ timeout: 5 });
      await app.stop();
      await dataDir.remove();
    },
  };
}

/** Posts that many leads of an offer, counted from `first`, and waits until all of them are in the inbox. */
export async function postLeads({ app, sql }: Workplace, offer: string, count: number, first = 1): Promise<void> {
  const left = Array.from({ length: count }, (_, index) => leadOf(offer, first + index));
  const post = async () => {
    for (let lead = left.shift(); lead; lead = left.shift()) {
      const answer = await postLead(app.endpointUrl, lead);
      if (answer.status !== 200) throw new Error(`The endpoint answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, post));
  await until(async () => (await countOf(sql, offer)) === first - 1 + count);
}

export function leadOf(offer: string, index: number) {
  const name = offer.toLowerCase().replace(/\W+/g, "-");
  return {
    UserDetails: {
      FirstName: offer,
      LastName: `Person ${index}`,
      Email: `${name}-${index}@fabrikam.example`,
      Phone: "+49 30 901820",
      Country: index % 2 === 0 ? "DE" : "AT",
      Company: "Fabrikam",
      Title: "Buyer",
    },
    LeadSource: "AzureMarketplace",
    ActionCode: "INS",
    OfferTitle: offer,
    Description: "",
  };
}

async function countOf(sql: postgres.Sql, offer: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int from leads where offer_title = ${offer}`;
  return row?.count ?? 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error("The leads did not arrive in the inbox in time");
  }
}
