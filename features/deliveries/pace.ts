import type { Connector } from "#connectors/connector.ts";
import { scaledMs } from "#lib/scaled-ms.ts";

export type ConnectorLimits = Pick<Connector["limits"], "concurrency" | "perMinute">;

/** What an admin has set for one destination. */
export type DestinationLimits = { perMinute?: number; concurrency?: number };

/** Between two released leads, at most two a second: what has just come back is not to fall over again. */
export const RELEASE_PACE_MS = 500;

/** The stricter of both limits: how many tries at once, and the milliseconds from one start to the next. */
export function paceOf(own: DestinationLimits, connector: ConnectorLimits): { concurrency: number; gapMs: number } {
  const perMinute = strictest(own.perMinute, connector.perMinute);
  return {
    concurrency: strictest(own.concurrency, connector.concurrency) ?? 1,
    gapMs: perMinute === null ? 0 : scaledMs(60_000 / perMinute),
  };
}

function strictest(...limits: (number | undefined)[]): number | null {
  const given = limits.filter((limit) => limit !== undefined);
  return given.length === 0 ? null : Math.min(...given);
}
