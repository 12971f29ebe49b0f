import { z } from "zod";
import { sqlPool } from "#db/client.ts";
import { ANYTHING, joinNews, type News } from "#features/live/news.ts";
import { log } from "#lib/log.ts";

/** `at` is this process's clock when the first of it was heard, in milliseconds. */
export type NewsListener = (news: News, at: number) => void;

/** Gathered for so long, so that a flood of leads is four messages a second and not a thousand. */
const GATHER_MS = 250;

/**
 * Tells what happens to the leads of a workspace, wherever in the application and by whatever process it is done
 * (db/migrations/0003_live.sql). One connection listens for everybody in this process; when it was cut, everybody hears
 * that anything may have happened. Returns the way to stop.
 */
export function listenForNews(workspaceId: string, onNews: NewsListener): () => void {
  const together = listeners.get(workspaceId) ?? new Set();
  listeners.set(workspaceId, together.add(onNews));
  if (!isListening) listen();
  return () => {
    together.delete(onNews);
    if (together.size === 0 && listeners.get(workspaceId) === together) listeners.delete(workspaceId);
  };
}

const CHANNEL = "buzon_live";

const message = z.object({
  workspace: z.uuid(),
  kind: z.enum(["arrived", "changed"]),
  numbers: z.array(z.number()).nullable(),
});

const listeners = new Map<string, Set<NewsListener>>();
const gathered = new Map<string, { news: News; at: number }>();
let isListening = false;

async function listen(): Promise<void> {
  isListening = true;
  try {
    await sqlPool().listen(CHANNEL, hear, () => {
      for (const workspaceId of listeners.keys()) gather(workspaceId, ANYTHING);
    });
  } catch (err) {
    // The next page that wants to be told tries again; until then pages ask every now and then.
    isListening = false;
    log.warn({ err }, "pages are not live, because this process cannot listen for changes");
  }
}

function hear(payload: string): void {
  const { workspace, kind, numbers } = message.parse(JSON.parse(payload));
  if (listeners.has(workspace)) gather(workspace, { arrived: [], changed: [], [kind]: numbers ?? "many" });
}

function gather(workspaceId: string, news: News): void {
  const before = gathered.get(workspaceId);
  gathered.set(workspaceId, before ? { ...before, news: joinNews(before.news, news) } : { news, at: Date.now() });
  if (!before) setTimeout(() => tell(workspaceId), GATHER_MS).unref();
}

function tell(workspaceId: string): void {
  const heard = gathered.get(workspaceId);
  gathered.delete(workspaceId);
  if (heard) for (const onNews of listeners.get(workspaceId) ?? []) onNews(heard.news, heard.at);
}
