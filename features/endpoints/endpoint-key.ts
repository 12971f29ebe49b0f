import { v7 } from "uuid";
import type { endpointKeys } from "#db/schema.ts";
import { randomToken, seal, sha256, unseal } from "#lib/crypto.ts";

type StoredKey = Pick<typeof endpointKeys.$inferInsert, "id" | "keyHash" | "keySealed" | "keyTail">;

const TAIL_LENGTH = 4;

/** A new secret for an endpoint's address, and what is stored of it: a hash to look it up, a sealed copy to show it. */
export function makeEndpointKey(): { key: string; stored: StoredKey } {
  const id = v7();
  const key = randomToken();
  return {
    key,
    stored: { id, keyHash: sha256(key), keySealed: seal(key, sealContext(id)), keyTail: key.slice(-TAIL_LENGTH) },
  };
}

export function revealEndpointKey({ id, keySealed }: Pick<StoredKey, "id" | "keySealed">): string {
  return unseal(keySealed, sealContext(id));
}

function sealContext(keyId: string): string {
  return `endpoint key ${keyId}`;
}
