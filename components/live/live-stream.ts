import { ANYTHING, type News } from "#features/live/news.ts";

/** `at` is the server's clock when it was heard; null when nobody knows. */
export type LiveNews = News & { at: number | null };

/** `asking`: no stream, so this asks every now and then. `ended`: the session is over. */
export type LiveState = "live" | "asking" | "lost" | "ended";

type Listeners = { onNews(news: LiveNews): void; onState(state: LiveState): void };

const ADDRESS = "/api/live";
const ASK_EVERY_MS = 30_000;
/** Between two tries to get a stream where the browser itself has given up. */
const RETRY_MS = 60_000;
/** A connection that is back within this time was never away. */
const PATIENCE_MS = 4_000;
const ANSWER_TIMEOUT_MS = 10_000;
/** The server beats every 25 s; who has not heard it for so long listens to a dead line, as after sleep. */
const SILENCE_MS = 70_000;

/**
 * Hears the server's news: by a stream, and while there is none by asking every half a minute. After every gap it says
 * that anything may have happened. Returns the way to stop.
 */
export function openLiveStream({ onNews, onState }: Listeners): () => void {
  let source: EventSource | null = null;
  let hasBeenOpen = false;
  let asking: ReturnType<typeof setTimeout> | undefined;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    source?.close();
    source = new EventSource(ADDRESS);
    watch();
    source.addEventListener("beat", watch);
    source.onopen = () => {
      rest();
      watch();
      if (hasBeenOpen) onNews({ ...ANYTHING, at: null });
      hasBeenOpen = true;
    };
    source.onmessage = ({ data }: MessageEvent<string>) => onNews(JSON.parse(data));
    source.onerror = () => {
      asking ??= setTimeout(ask, PATIENCE_MS);
      if (source?.readyState === EventSource.CLOSED) {
        clearTimeout(retrying);
        retrying = setTimeout(connect, RETRY_MS);
      }
    };
  }

  async function ask() {
    const state = await askOnce();
    if (asking === undefined) return;
    onState(state);
    if (state === "ended") return stop();
    if (state === "asking") onNews({ ...ANYTHING, at: null });
    if (state === "asking" && source?.readyState === EventSource.OPEN) rest();
    else asking = setTimeout(ask, ASK_EVERY_MS);
  }

  function rest() {
    clearTimeout(asking);
    asking = undefined;
    onState("live");
  }

  function watch() {
    clearTimeout(silence);
    silence = setTimeout(connect, SILENCE_MS);
  }

  function onReachChange() {
    clearTimeout(asking);
    asking = setTimeout(ask);
  }

  function stop() {
    source?.close();
    for (const timer of [asking, retrying, silence]) clearTimeout(timer);
    asking = undefined;
    removeEventListener("online", onReachChange);
    removeEventListener("offline", onReachChange);
  }

  addEventListener("online", onReachChange);
  addEventListener("offline", onReachChange);
  connect();
  return stop;
}

async function askOnce(): Promise<LiveState> {
  try {
    const response = await fetch(ADDRESS, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    if (response.status === 401) return "ended";
    return response.ok ? "asking" : "lost";
  } catch {
    // No network, no server or no answer in time: to whoever looks at the page it is the same.
    return "lost";
  }
}
