import type { FakeReply, FakeRequest } from "#connectors/fakes/server.ts";

/**
 * How a fake misbehaves: `instead` of doing its work it gives this reply, or `after` having done it. `requests`:
 * only where a record would be made, or every request. `times`: then it is well again; for ever when left out.
 */
export type Fault = { when: "instead" | "after"; requests: "writes" | "all"; reply: FakeReply; times?: number };

export type Faults = {
  set(fault: Fault | null): void;
  /** The fault this request meets, counted as met. */
  take(isWrite: boolean): Fault | null;
};

export function createFaults(): Faults {
  let current: Fault | null = null;
  let left = 0;
  return {
    set(fault) {
      current = fault;
      left = fault?.times ?? Number.POSITIVE_INFINITY;
    },
    take(isWrite) {
      if (!current || left <= 0 || (current.requests === "writes" && !isWrite)) return null;
      left -= 1;
      return current;
    },
  };
}

/** Does the work unless a fault says otherwise. */
export async function withFaults(
  faults: Faults,
  isWrite: boolean,
  work: () => FakeReply | Promise<FakeReply>,
): Promise<FakeReply> {
  const fault = faults.take(isWrite);
  if (!fault) return work();
  if (fault.when === "after") await work();
  return fault.reply;
}

/**
 * For a fake that runs as a process of its own: `GET /_fake/<list>` reads what it keeps, `PUT /_fake/fault` sets a
 * fault (`null` heals it), `DELETE /_fake` empties its lists. Null for every other request.
 */
export function control(
  request: FakeRequest,
  { faults, lists, clear }: { faults: Faults; lists: Record<string, () => unknown>; clear: () => void },
): FakeReply | null {
  if (!/^\/_fake(\/|$)/.test(request.path)) return null;
  const list = lists[request.path.slice("/_fake/".length)];
  if (request.method === "GET" && list) return { status: 200, body: list() };
  if (request.method === "PUT" && request.path === "/_fake/fault") {
    faults.set(JSON.parse(request.body.toString()));
    return { status: 204 };
  }
  if (request.method === "DELETE") {
    clear();
    return { status: 204 };
  }
  return { status: 404 };
}
