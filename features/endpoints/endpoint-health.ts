const DAY_MS = 24 * 60 * 60 * 1000;

/** An endpoint that got leads and then nothing for so long is worth a look. */
export const QUIET_AFTER_DAYS = 14;

export type EndpointHealth =
  | { state: "off" | "waiting" }
  | { state: "receiving"; lastLeadAt: Date }
  | { state: "quiet"; days: number };

/** Whether leads come in, as far as can be told from those that came. */
export function endpointHealth(
  { disabledAt, lastLeadAt }: { disabledAt: Date | null; lastLeadAt: Date | null },
  now: Date,
): EndpointHealth {
  if (disabledAt) return { state: "off" };
  if (!lastLeadAt) return { state: "waiting" };
  const days = Math.floor((now.getTime() - lastLeadAt.getTime()) / DAY_MS);
  return days >= QUIET_AFTER_DAYS ? { state: "quiet", days } : { state: "receiving", lastLeadAt };
}
