import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { borrowEmbeddedPostgres, startEmbeddedPostgres } from "#db/embedded.ts";
import { dataDirectory } from "#lib/data-directory.ts";
import { env, forgetEnv } from "#lib/env.ts";
import { errorCode } from "#lib/error-code.ts";

export type ProvidedDatabase = {
  url: string;
  /** Settles only when the embedded server is gone for good. */
  lost: Promise<unknown>;
  stop(): Promise<void>;
};

/** What the schema needs: `unique nulls not distinct` came with 15. */
const OLDEST_POSTGRES = 15;
// A database that is started together with Buzón, by compose for example, may need this long.
const CONNECT_TIMEOUT_MS = 60_000;

/**
 * Makes DATABASE_URL true for this process: the server it names has to answer and be new enough, and when it is not set
 * it becomes the embedded Postgres. `beside` is for commands that may run while the application does.
 */
export async function provideDatabase({ beside }: { beside: boolean }): Promise<ProvidedDatabase> {
  const given = env().DATABASE_URL;
  if (given) {
    await requireServer(given);
    return { url: given, lost: new Promise(() => {}), stop: async () => {} };
  }
  const server = await (beside ? borrowEmbeddedPostgres : startEmbeddedPostgres)(dataDirectory());
  process.env.DATABASE_URL = server.url;
  forgetEnv();
  return server;
}

async function requireServer(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const version = await serverVersion(sql);
    if (version < OLDEST_POSTGRES) {
      throw new Error(`DATABASE_URL is a Postgres ${version}; Buzón needs ${OLDEST_POSTGRES} or newer.`);
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function serverVersion(sql: postgres.Sql): Promise<number> {
  const giveUpAt = Date.now() + CONNECT_TIMEOUT_MS;
  for (;;) {
    try {
      const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
      return Math.floor((row?.version ?? 0) / 10_000);
    } catch (error) {
      if (!isNotYetThere(error)) throw error;
      if (Date.now() > giveUpAt) throw new Error(`No Postgres answers at DATABASE_URL (${errorCode(error)}).`);
      await sleep(1_000);
    }
  }
}

/** Refused, unknown or silent addresses, and 57P03: a server that is just starting. */
function isNotYetThere(error: unknown): boolean {
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "CONNECT_TIMEOUT", "57P03"].includes(
    errorCode(error) ?? "",
  );
}
