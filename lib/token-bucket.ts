export type TokenBucket = { tokens: number; filledAtMs: number };

export function fullBucket(burst: number, nowMs: number): TokenBucket {
  return { tokens: burst, filledAtMs: nowMs };
}

/** Takes one token when there is one. Returns 0, or how many milliseconds it takes until there is. */
export function takeToken(
  bucket: TokenBucket,
  { ratePerSecond, burst }: { ratePerSecond: number; burst: number },
  nowMs: number,
): number {
  const elapsedMs = Math.max(0, nowMs - bucket.filledAtMs);
  bucket.tokens = Math.min(burst, bucket.tokens + (elapsedMs / 1000) * ratePerSecond);
  bucket.filledAtMs = nowMs;
  if (bucket.tokens < 1) return ((1 - bucket.tokens) / ratePerSecond) * 1000;
  bucket.tokens -= 1;
  return 0;
}
