import { channel, subscribe, unsubscribe } from "node:diagnostics_channel";

// Next bundles the code of pages apart from server.ts, so they share no variable. A channel of Node's belongs to the
// process and is found by its name.
const STOPPING = "buzon:stopping";

/** Tells everything in this process that it takes no more requests and should end those that would never end. */
export function announceStop(): void {
  channel(STOPPING).publish(null);
}

/** Calls `end` when the process begins to stop. Returns the way to be no longer called. */
export function onStop(end: () => void): () => void {
  const listener = () => end();
  subscribe(STOPPING, listener);
  return () => unsubscribe(STOPPING, listener);
}
