/**
 * Lets one tab of the browser do something for all of them: over HTTP/1.1 a browser keeps six connections to a server,
 * and as many tabs with a stream each would leave none to load a page with. The first tab runs `start` and hands what
 * it says to the others; when it goes, the next one takes over. Web Locks and so this need https or localhost; elsewhere
 * each tab runs on its own while it is seen.
 */
export function oneForAllTabs<Message>(
  name: string,
  start: (say: (message: Message) => void) => () => void,
  onMessage: (message: Message, isOwn: boolean) => void,
): () => void {
  return navigator.locks ? share(name, start, onMessage) : runWhileSeen(start, onMessage);
}

function share<Message>(
  name: string,
  start: (say: (message: Message) => void) => () => void,
  onMessage: (message: Message, isOwn: boolean) => void,
): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Message>) => onMessage(data, false);
  const leaving = new AbortController();
  const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
  navigator.locks
    .request(name, { signal: leaving.signal }, async () => {
      const stop = start((message) => {
        channel.postMessage(message);
        onMessage(message, true);
      });
      await gone;
      stop();
      channel.close();
    })
    // Left before it was its turn.
    .catch(() => channel.close());
  return () => {
    leave();
    leaving.abort();
    channel.onmessage = null;
  };
}

function runWhileSeen<Message>(
  start: (say: (message: Message) => void) => () => void,
  onMessage: (message: Message, isOwn: boolean) => void,
): () => void {
  let stop: (() => void) | null = null;
  function follow() {
    const isSeen = document.visibilityState === "visible";
    if (isSeen) stop ??= start((message) => onMessage(message, true));
    else {
      stop?.();
      stop = null;
    }
  }
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    stop?.();
  };
}
