import { listenForNews, type NewsListener } from "#features/live/listen-for-news.ts";
import { livingSessions } from "#features/live/living-sessions.ts";
import type { Session } from "#features/people/session.ts";
import { log } from "#lib/log.ts";
import { onStop } from "#lib/stopping.ts";

type Watcher = Pick<Session, "sessionId" | "workspaceId" | "userId">;
type Connection = { watcher: Watcher; write(text: string): void; close(): void };

/** Proxies cut connections that say nothing for a minute, and a page hears by it that its line is not dead. */
const HEARTBEAT_MS = 25_000;
/** Windows of one person with their own connection: tabs of a browser share one where it lets them. */
const MAX_PER_PERSON = 8;
/** Who has so much left to read is gone or asleep, and catches up after coming back. */
const MAX_UNREAD_BYTES = 64 * 1024;
const RETRY_MS = 3_000;

/**
 * The news of a workspace as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), each a
 * `News` with its time, until the session or the process ends or `signal` says that nobody listens any more. Null when
 * this person has too many open.
 */
export function liveStream(watcher: Watcher, signal: AbortSignal): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  const own = [...connections].filter((connection) => connection.watcher.userId === watcher.userId);
  if (own.length >= MAX_PER_PERSON) return null;

  let leave = () => false;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        const connection = { watcher, write, close: end };
        const stopListening = listenForNews(watcher.workspaceId, tell);
        leave = forget;
        connections.add(connection);
        signal.addEventListener("abort", end);
        write(`retry: ${RETRY_MS}\n\n`);

        function tell(...[news, at]: Parameters<NewsListener>) {
          write(`data: ${JSON.stringify({ ...news, at })}\n\n`);
        }

        function write(text: string) {
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) <= 0) end();
        }

        function end() {
          if (forget()) controller.close();
        }

        function forget(): boolean {
          stopListening();
          signal.removeEventListener("abort", end);
          return connections.delete(connection);
        }
      },
      cancel: () => {
        leave();
      },
    },
    { highWaterMark: MAX_UNREAD_BYTES, size: (chunk) => chunk.byteLength },
  );
}

const encoder = new TextEncoder();
const connections = new Set<Connection>();

setInterval(keepAlive, HEARTBEAT_MS).unref();
// Who stops the server waits for requests to end, and these never would.
onStop(() => {
  for (const connection of connections) connection.close();
});

/** Shows that the connection lives, and ends those whose session does not. */
export async function keepAlive(): Promise<void> {
  if (connections.size === 0) return;
  for (const connection of connections) connection.write("event: beat\ndata: 1\n\n");
  try {
    const living = await livingSessions([...connections].map(({ watcher }) => watcher));
    for (const connection of connections) if (!living.has(connection.watcher.sessionId)) connection.close();
  } catch (err) {
    // Without a database there is no news either; the next beat asks again.
    log.warn({ err }, "the sessions of live pages could not be checked");
  }
}
