const MAX_STEPS = 4;

/** Whole numbers from 0 to `most` or a little more, in even steps of 1, 2 or 5 times a power of ten. */
export function axisTicks(most: number): number[] {
  const least = Math.max(1, most / MAX_STEPS);
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const step = magnitude * ([1, 2, 5].find((factor) => factor * magnitude >= least) ?? 10);
  const steps = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
