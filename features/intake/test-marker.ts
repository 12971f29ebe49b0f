// Microsoft's test leads carry "MSFT_TEST_" and 18 digits in nearly every field. The digits are .NET ticks: tenths of
// microseconds since the year 1, UTC (lead-management-faq.yml: 636573304831318844 is 2018-03-22T15:48:03Z).
const MARKER = /MSFT_TEST_(\d{18})(?!\d)/i;
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
const TICKS_PER_MILLISECOND = 10_000n;

/** When the test lead was made that this text belongs to, or null when it belongs to none. */
export function readTestMarker(text: string): Date | null {
  const ticks = MARKER.exec(text)?.[1];
  return ticks ? new Date(Number((BigInt(ticks) - UNIX_EPOCH_TICKS) / TICKS_PER_MILLISECOND)) : null;
}

export function makeTestMarker(at: Date): string {
  return `MSFT_TEST_${BigInt(at.getTime()) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS}`;
}

/** The text is a marker, or the e-mail address made of one, and nothing else. */
export function isOnlyTestMarker(text: string): boolean {
  return /^MSFT_TEST_\d{18}(@test\.com)?$/i.test(text.trim());
}
