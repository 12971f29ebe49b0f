import type { Minted, TokenCache } from "#connectors/connector.ts";

/** Renewed at this part of their life, so that no call starts with a token about to die. */
const USABLE_PART = 0.8;

/**
 * Access tokens of this process, in memory only. Callers who ask while one is being made wait for the same one; a
 * refusal is given to all of them and not kept.
 */
export function createTokenCache({ now }: { now: () => Date }): TokenCache {
  const kept = new Map<string, { minted: Extract<Minted, { ok: true }>; usableUntil: number }>();
  const making = new Map<string, Promise<Minted>>();

  async function make(key: string, mint: () => Promise<Minted>): Promise<Minted> {
    const startedAt = now().getTime();
    try {
      const minted = await mint();
      if (minted.ok) {
        kept.set(key, { minted, usableUntil: startedAt + minted.expiresInSeconds * 1000 * USABLE_PART });
      }
      return minted;
    } finally {
      making.delete(key);
    }
  }

  return {
    async get(key, mint) {
      const known = kept.get(key);
      if (known && now().getTime() < known.usableUntil) return known.minted;
      const waitedFor = making.get(key);
      if (waitedFor) return waitedFor;
      const made = make(key, mint);
      making.set(key, made);
      return made;
    },
    drop(key) {
      kept.delete(key);
    },
  };
}
