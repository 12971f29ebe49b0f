import type { SQL } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { later } from "#db/clock.ts";
import { destinations } from "#db/schema.ts";
import { endOutage } from "#features/deliveries/end-outage.ts";
import type { FoundDestination } from "#features/deliveries/find-destination.ts";
import { holdDestination, isDestination, probeLater } from "#features/deliveries/hold-destination.ts";
import type { Verdict } from "#features/deliveries/judge-try.ts";
import { RELEASE_PACE_MS } from "#features/deliveries/pace.ts";
import { reopen } from "#features/deliveries/resume-destination.ts";
import { scaledMs } from "#lib/scaled-ms.ts";

/** Does to a destination what a try showed. The caller holds its row lock, except where nothing follows. */
export async function moveCircuit(
  tx: Transaction,
  destination: FoundDestination,
  move: Verdict["move"],
  clock: SQL<Date>,
): Promise<void> {
  switch (move.kind) {
    case "nothing":
      return;
    case "works":
      if (destination.strikes) await setStrikes(tx, destination, null);
      if (destination.brokenSince) await endOutage(tx, destination, clock);
      return;
    case "strike":
      return setStrikes(tx, destination, move.strikes);
    case "hold":
      return holdDestination(tx, destination, move, clock);
    case "probe_later":
      return probeLater(tx, destination, move.reason, clock);
    case "probe_another":
      await tx.update(destinations).set({ probeAt: clock }).where(isDestination(destination));
      return;
    case "reopen":
      await reopen(tx, destination, clock);
      // The lead that was tried has just been sent.
      await tx
        .update(destinations)
        .set({ nextSlotAt: later(clock, scaledMs(RELEASE_PACE_MS)) })
        .where(isDestination(destination));
      if (move.isProven) await endOutage(tx, destination, clock);
      return;
  }
}

async function setStrikes(
  tx: Transaction,
  destination: FoundDestination,
  strikes: FoundDestination["strikes"],
): Promise<void> {
  await tx.update(destinations).set({ strikes }).where(isDestination(destination));
}
