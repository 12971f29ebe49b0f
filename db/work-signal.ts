import { sqlPool } from "#db/client.ts";

const CHANNEL = "buzon_work";

/**
 * Tells every worker that there is something to do. A lost signal costs at most one poll of the worker, so failures
 * are of no interest here.
 */
export async function announceWork(): Promise<void> {
  await sqlPool()
    .notify(CHANNEL, "")
    .catch(() => {});
}

/** Calls `onWork` at every signal, and once whenever the connection was made anew. Resolves to the way to stop. */
export async function listenForWork(onWork: () => void): Promise<() => Promise<void>> {
  const { unlisten } = await sqlPool().listen(CHANNEL, onWork, onWork);
  return unlisten;
}
