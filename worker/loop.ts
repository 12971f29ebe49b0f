import { setTimeout as pause } from "node:timers/promises";
import { listenForWork } from "#db/work-signal.ts";
import { runBulkChanges } from "#features/bulk/run-bulk-changes.ts";
import { attemptDelivery } from "#features/deliveries/attempt-delivery.ts";
import { claimDeliveries } from "#features/deliveries/claim-deliveries.ts";
import { handBackLeases } from "#features/deliveries/hand-back-leases.ts";
import type { Lease } from "#features/deliveries/lease.ts";
import { recoverLeases } from "#features/deliveries/recover-leases.ts";
import { untilDue } from "#features/deliveries/until-due.ts";
import { acceptReceipts } from "#features/intake/accept-receipts.ts";
import { countKeptReceipts } from "#features/intake/keep-receipt.ts";
import { announceTries } from "#features/live/announce-tries.ts";
import { mailNotices } from "#features/notices/mail-notices.ts";
import { withDeadline } from "#lib/deadline.ts";
import { log } from "#lib/log.ts";
import { scaledMs } from "#lib/scaled-ms.ts";
import { createBell } from "#worker/bell.ts";
import { inspect } from "#worker/inspect.ts";

export type Worker = {
  /** There may be something to do. */
  wake(): void;
  /** Takes nothing new, lets running tries end for up to 20 s and hands the rest back. */
  stop(): Promise<void>;
};

/** The steps of the way of a lead, so that tests can put others in their place. */
export type WorkerSteps = {
  /** How many receipts it took; 0 when none was left. */
  accept(): Promise<number>;
  /** How many receipts this process has kept so far. */
  countKept(): number;
  recover(): Promise<number>;
  claim(options: { limit: number }): Promise<Lease[]>;
  attempt(lease: Lease): Promise<unknown>;
  /** Tells the pages that show these leads. */
  announce(tried: Lease[]): Promise<void>;
  /** Milliseconds until time alone makes something due; null when nothing is. */
  untilDue(): Promise<number | null>;
  handBack(leases: Lease[]): Promise<void>;
  /** Carries bulk changes on; false when nothing was left to do. */
  changeLeads(): Promise<boolean>;
  /** Tells people of one thing they should know; false when there was nothing to tell. */
  tell(): Promise<boolean>;
  /** Looks once in a while whether all is in order. */
  inspect(): Promise<void>;
  listen(onWork: () => void): Promise<() => Promise<void>>;
};

const STEPS: WorkerSteps = {
  accept: acceptReceipts,
  countKept: countKeptReceipts,
  recover: recoverLeases,
  claim: claimDeliveries,
  attempt: attemptDelivery,
  announce: announceTries,
  untilDue,
  handBack: handBackLeases,
  changeLeads: runBulkChanges,
  tell: mailNotices,
  inspect,
  listen: listenForWork,
};

/** Tries of all destinations together; the limit of one destination is its connector's. */
const MAX_RUNNING = 64;
const POLL_MS = 1_000;
/** Between two messages to pages, which gather what they hear anyway. */
const ANNOUNCE_EVERY_MS = 250;
const TELL_POLL_MS = 10_000;
const INSPECT_POLL_MS = 60_000;
const LONGEST_BACKOFF_MS = 30_000;
const GIVE_WAY_FACTOR = 9;
const LONGEST_WAY_GIVEN_MS = 2_000;
const ACCEPT_TIMEOUT_MS = 30_000;
const BULK_TIMEOUT_MS = 60_000;
const DATABASE_TIMEOUT_MS = 10_000;
/** A mail server is slow, and every admin gets a mail. */
const TELL_TIMEOUT_MS = 10 * 60_000;
const STOP_TIMEOUT_MS = 20_000;
const RELEASE_TIMEOUT_MS = 3_000;

/**
 * Turns receipts into leads, delivers what is due and tells people what they should know, until it is stopped. These
 * run beside each other, and tries beside all, so that nothing slow or broken holds up the rest.
 */
export function startWorker(given: Partial<WorkerSteps> = {}, { stopTimeoutMs = STOP_TIMEOUT_MS } = {}): Worker {
  const steps = { ...STEPS, ...given };
  const running = new Map<Lease, Promise<void>>();
  const tried: Lease[] = [];
  const stopping = new AbortController();
  const receiptsMayWait = createBell();
  const deliveriesMayBeDue = createBell();
  const triesEnded = createBell();
  const changesMayWait = createBell();

  async function accept(): Promise<boolean> {
    const startedAt = performance.now();
    const keptBefore = steps.countKept();
    const accepted = await withDeadline(steps.accept(), ACCEPT_TIMEOUT_MS, "accepting receipts");
    if (accepted === 0) return false;
    deliveriesMayBeDue.ring();
    // More came in meanwhile than this took: leads are pouring in, and answering Microsoft goes first.
    const isFlooded = steps.countKept() - keptBefore > accepted;
    const workedMs = performance.now() - startedAt;
    if (isFlooded) await pause(Math.min(workedMs * GIVE_WAY_FACTOR, LONGEST_WAY_GIVEN_MS));
    return true;
  }

  async function recover(): Promise<boolean> {
    const recovered = await withDeadline(steps.recover(), DATABASE_TIMEOUT_MS, "recovering leases");
    if (recovered > 0) deliveriesMayBeDue.ring();
    return recovered > 0;
  }

  async function send(): Promise<boolean> {
    const limit = MAX_RUNNING - running.size;
    if (limit === 0) return false;
    const claimed = await withDeadline(steps.claim({ limit }), DATABASE_TIMEOUT_MS, "claiming deliveries");
    for (const lease of claimed) running.set(lease, attempt(lease));
    // Less than asked for is all there is: every try that ends rings, and so does what becomes due.
    return claimed.length === limit;
  }

  async function attempt(lease: Lease): Promise<void> {
    try {
      await steps.attempt(lease);
    } catch (error) {
      // Its lease runs out, and then it is due again.
      log.error({ err: error, deliveryId: lease.id }, "a try could not be finished");
    } finally {
      running.delete(lease);
      tried.push(lease);
      deliveriesMayBeDue.ring();
      triesEnded.ring();
    }
  }

  async function announce(): Promise<boolean> {
    const ended = tried.splice(0);
    if (ended.length === 0) return false;
    await withDeadline(steps.announce(ended), DATABASE_TIMEOUT_MS, "telling pages of tries");
    await pauseUnlessStopping(ANNOUNCE_EVERY_MS);
    return true;
  }

  async function waitForDelivery(): Promise<void> {
    // Not to the millisecond while tries are running, which would ask the database after every one of them.
    if (running.size > 0) return deliveriesMayBeDue.wait(scaledMs(POLL_MS));
    const untilDue = await withDeadline(steps.untilDue(), DATABASE_TIMEOUT_MS, "looking for the next delivery");
    await deliveriesMayBeDue.wait(Math.min(untilDue ?? Number.POSITIVE_INFINITY, scaledMs(POLL_MS)));
  }

  async function changeLeads(): Promise<boolean> {
    const hasMoved = await withDeadline(steps.changeLeads(), BULK_TIMEOUT_MS, "changing leads in bulk");
    // Some of them are sent somewhere.
    if (hasMoved) deliveriesMayBeDue.ring();
    return hasMoved;
  }

  async function tell(): Promise<boolean> {
    return withDeadline(steps.tell(), TELL_TIMEOUT_MS, "telling people");
  }

  async function look(): Promise<boolean> {
    await withDeadline(steps.inspect(), DATABASE_TIMEOUT_MS, "looking whether all is in order");
    return false;
  }

  /** Takes turns as long as there is something to do, then waits. */
  async function repeat(turn: () => Promise<boolean>, wait: () => Promise<void>): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const wasBusy = await turn();
        failures = 0;
        if (!wasBusy) await wait();
      } catch (error) {
        log.error({ err: error, failures }, "the worker failed in one turn");
        await pauseUnlessStopping(Math.min(POLL_MS * 2 ** failures, LONGEST_BACKOFF_MS));
        failures += 1;
      }
    }
  }

  /** Polling finds everything too, only later, so the worker does not depend on this. */
  async function listen(): Promise<() => Promise<void>> {
    while (!stopping.signal.aborted) {
      try {
        return await steps.listen(wake);
      } catch (error) {
        log.warn({ err: error }, "the worker polls, because it cannot listen for work");
        await pauseUnlessStopping(LONGEST_BACKOFF_MS);
      }
    }
    return async () => {};
  }

  async function pauseUnlessStopping(waitMs: number): Promise<void> {
    try {
      await pause(scaledMs(waitMs), undefined, { signal: stopping.signal });
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
    }
  }

  function wake(): void {
    receiptsMayWait.ring();
    deliveriesMayBeDue.ring();
    changesMayWait.ring();
    triesEnded.ring();
  }

  async function stop(): Promise<void> {
    stopping.abort();
    wake();
    const finished = turns.then(() => Promise.allSettled(running.values()));
    await logged(withDeadline(finished, stopTimeoutMs, "ending the tries that run"));
    await Promise.all([
      logged(withDeadline(steps.handBack([...running.keys()]), RELEASE_TIMEOUT_MS, "handing back leases")),
      logged(
        withDeadline(
          listening.then((unlisten) => unlisten()),
          RELEASE_TIMEOUT_MS,
          "ending to listen",
        ),
      ),
    ]);
  }

  const listening = listen();
  const turns = Promise.all([
    repeat(accept, () => receiptsMayWait.wait(scaledMs(POLL_MS))),
    repeat(recover, () => pauseUnlessStopping(POLL_MS)),
    repeat(send, waitForDelivery),
    repeat(announce, () => triesEnded.wait(scaledMs(POLL_MS))),
    repeat(changeLeads, () => changesMayWait.wait(scaledMs(POLL_MS))),
    repeat(tell, () => pauseUnlessStopping(TELL_POLL_MS)),
    repeat(look, () => pauseUnlessStopping(INSPECT_POLL_MS)),
  ]);
  return { wake, stop };
}

/** For stopping, which goes on whatever fails: leases that are not handed back run out within a minute. */
async function logged(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => log.warn({ err: error }, "the worker could not stop cleanly"));
}
