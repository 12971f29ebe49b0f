import { createServer } from "node:http";
import next from "next";
import { announce } from "#bin/announce.ts";
import { type HttpServer, listen } from "#bin/http-server.ts";
import { closeDatabase } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { provideDatabase } from "#db/provide-database.ts";
import { listEndpointUrls } from "#features/endpoints/list-endpoint-urls.ts";
import { handleIntake, isIntakeRequest, remoteAddress } from "#features/intake/door.ts";
import { prepareFirstRun } from "#features/people/first-run.ts";
import { provideSecret, rememberPort } from "#lib/data-directory.ts";
import { withDeadline } from "#lib/deadline.ts";
import { env, forgetEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { outliveErrors } from "#lib/outlive-errors.ts";
import { announceStop } from "#lib/stopping.ts";
import { startWorker } from "#worker/loop.ts";

// Everything Buzón is made of, put together: one process with the pages, the door for leads, the worker and, unless
// DATABASE_URL names another, its Postgres (docs/decisions/0003-one-process-three-pools.md).

// Orchestrators send SIGKILL 30 s after SIGTERM by default, and Postgres needs a few of them for itself.
const DRAIN_TIMEOUT_MS = 20_000;
const FINISH_TIMEOUT_MS = 25_000;
/** npm and the terminal both pass a Ctrl-C on, so one press arrives more than once. */
const SAME_PRESS_MS = 500;

/** `finish` lets the work in hand end, `stopDatabase` ends what is left; in this order. */
type Running = { finish(): Promise<void>; stopDatabase(): Promise<void> };

async function start(): Promise<Running> {
  const http = await listen(env().PORT, env().HOST);
  process.env.PORT = String(http.port);
  forgetEnv();

  provideSecret();
  const database = await provideDatabase({ beside: false });
  rememberPort(http.port);
  database.lost.then((err) => {
    log.fatal({ err }, "Postgres is gone and does not start again");
    process.exit(1);
  });
  try {
    await migrateDatabase(database.url);
    return { finish: await open(http), stopDatabase: database.stop };
  } catch (error) {
    await closeDatabase();
    await database.stop();
    throw error;
  }
}

/** Starts to answer and to work. Resolves to the way to end both. */
async function open(http: HttpServer): Promise<Running["finish"]> {
  const { setupUrl } = await prepareFirstRun();
  const dev = env().NODE_ENV === "development";
  // Next takes over every request that offers another protocol, as Java's HTTP client does with each POST, and answers
  // none of them in production. Only development needs that, so here it may listen to a server that nobody calls.
  const httpServer = dev ? http.server : createServer();
  const app = next({ dev, dir: import.meta.dirname, httpServer, port: http.port });
  await app.prepare();
  const page = app.getRequestHandler();
  // Leads do not go through the framework: docs/decisions/0004-a-door-of-its-own-for-leads.md.
  http.serve((request, response) => {
    if (isIntakeRequest(request)) return handleIntake(request, response);
    // Signing in is throttled by this header, so what a stranger wrote into it does not stay.
    request.headers["x-forwarded-for"] = remoteAddress(request);
    return page(request, response);
  });
  const worker = startWorker();

  const [endpoint] = await listEndpointUrls();
  announce(env().BUZON_URL ?? `http://localhost:${http.port}`, setupUrl, endpoint?.url ?? null);

  return async () => {
    announceStop();
    // Every open page of the development server holds a connection for as long as it is open.
    await Promise.all([http.drain(dev ? 0 : DRAIN_TIMEOUT_MS), worker.stop()]);
    await app.close();
    await closeDatabase();
  };
}

const started = start();
started.catch((error: unknown) => {
  log.debug({ err: error }, "the start failed");
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

const hurry = Promise.withResolvers<void>();
let stoppingSince: number | undefined;

async function stop(): Promise<void> {
  if (stoppingSince !== undefined) {
    // Who asks twice does not want to wait for what is still being done.
    if (Date.now() - stoppingSince > SAME_PRESS_MS) hurry.resolve();
    return;
  }
  stoppingSince = Date.now();
  // A start that is half done is finished first, which takes seconds; then there is one way to stop.
  const { finish, stopDatabase } = await started;
  log.info("stopping");
  try {
    await withDeadline(Promise.race([finish(), hurry.promise]), FINISH_TIMEOUT_MS, "The work in hand");
  } catch (err) {
    log.error({ err }, "stopping without an orderly end");
  }
  await stopDatabase();
  process.exit(0);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("SIGHUP", stop);
// The launcher on an older Node is gone: bin/run.mjs.
process.on("disconnect", stop);

outliveErrors();
