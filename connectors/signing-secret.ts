/**
 * A secret for signing webhooks: 32 random bytes as Standard Webhooks 1.0.0 writes them (24 to 64 bytes, "whsec_" and
 * base64). Works in a browser too, so that a form can show it before it is saved.
 */
export function newSigningSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** The key in a signing secret, or null when it is none. */
export function signingKey(secret: string): Buffer | null {
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  if (!encoded) return null;
  const key = Buffer.from(encoded, "base64");
  return key.length >= 24 && key.length <= 64 ? key : null;
}
