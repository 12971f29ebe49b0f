import { env } from "#lib/env.ts";

/** A wait as this installation keeps it: tests divide all of them by BUZON_TIME_SCALE. */
export function scaledMs(waitMs: number): number {
  return waitMs / env().BUZON_TIME_SCALE;
}
