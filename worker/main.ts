import { closeDatabase } from "#db/client.ts";
import { provideDatabase } from "#db/provide-database.ts";
import { provideSecret } from "#lib/data-directory.ts";
import { log } from "#lib/log.ts";
import { outliveErrors } from "#lib/outlive-errors.ts";
import { startWorker } from "#worker/loop.ts";

// The worker alone, beside any number of servers on the same database. Migrations are the servers' task.

provideSecret();
const database = await provideDatabase({ beside: true });
const worker = startWorker();
log.info("the worker runs");

async function stop(): Promise<void> {
  await worker.stop();
  await closeDatabase();
  await database.stop();
  process.exit(0);
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);

outliveErrors();
