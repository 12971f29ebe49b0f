const DAY_MS = 86_400_000;
/** Zones have changed their clocks at whole quarters of an hour since long before there were marketplaces. */
const QUARTER_MS = 900_000;

/** Writes a time, in milliseconds since 1970, into `bytes`, which are used again for the next one. */
export type TimeWriter = { bytes: Buffer; write(epochMs: number): void };

/** `2026-07-01T22:30:00.000Z`, for millions of times in a row. */
export function utcText(): TimeWriter {
  const bytes = Buffer.from("0000-00-00T00:00:00.000Z");
  const clock = clockInto(bytes);
  return {
    bytes,
    write: (epochMs) => {
      clock(epochMs);
      const ms = modulo(epochMs, 1000);
      digits(bytes, 20, Math.floor(ms / 10));
      bytes[22] = 0x30 + (ms % 10);
    },
  };
}

/** `2026-07-02 00:30:00`, as the clocks of the zone showed it. */
export function localText(timeZone: string): TimeWriter {
  const bytes = Buffer.from("0000-00-00 00:00:00");
  const clock = clockInto(bytes);
  const offsetOf = zoneOffsets(timeZone);
  return { bytes, write: (epochMs) => clock(epochMs + offsetOf(epochMs)) };
}

/** Times come in order, so the day is nearly always that of the time before. */
function clockInto(bytes: Buffer): (epochMs: number) => void {
  let day = Number.NaN;
  return (epochMs) => {
    const today = Math.floor(epochMs / DAY_MS);
    if (today !== day) bytes.write(new Date(today * DAY_MS).toISOString().slice(0, 10), "latin1");
    day = today;
    const seconds = Math.floor(modulo(epochMs, DAY_MS) / 1000);
    digits(bytes, 11, Math.floor(seconds / 3600));
    digits(bytes, 14, Math.floor(seconds / 60) % 60);
    digits(bytes, 17, seconds % 60);
  };
}

function zoneOffsets(timeZone: string): (epochMs: number) => number {
  // Swedish dates are ISO dates.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  let quarter = Number.NaN;
  let offset = 0;
  return (epochMs) => {
    const now = Math.floor(epochMs / QUARTER_MS);
    if (now !== quarter)
      offset = Date.parse(`${format.format(now * QUARTER_MS).replace(" ", "T")}Z`) - now * QUARTER_MS;
    quarter = now;
    return offset;
  };
}

function digits(bytes: Buffer, at: number, value: number): void {
  bytes[at] = 0x30 + Math.floor(value / 10);
  bytes[at + 1] = 0x30 + (value % 10);
}

function modulo(value: number, by: number): number {
  return value - Math.floor(value / by) * by;
}
