/** As Standard Webhooks 1.0 wants it: `whsec_` and the base64 of 32 random bytes. Made in the browser, to be copied. */
export function newSigningSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
