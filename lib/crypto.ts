import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/env.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a text with AES-256-GCM under the newest secret. `context` (workspace, row and field) is authenticated, so a
 * sealed value copied into another row does not open there.
 */
export function seal(plain: string, context: string): string {
  const [secret] = secrets();
  if (!secret) throw new Error("BUZON_SECRET holds no secret");
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", derivedKey(secret), iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return `${keyId(secret)}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** Opens what `seal` made with the same context. Throws when no configured secret made it or it was changed. */
export function unseal(sealed: string, context: string): string {
  const [id, payload] = sealed.split(".");
  const secret = secrets().find((candidate) => keyId(candidate) === id);
  if (!secret || !payload) throw new Error("This value was sealed with a secret that is no longer in BUZON_SECRET");
  const bytes = Buffer.from(payload, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", derivedKey(secret), bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
}

/** SHA-256, for random tokens of 32 bytes and for bodies: never for passwords or e-mail addresses. */
export function sha256(value: string | Uint8Array): Buffer {
  return createHash("sha256").update(value).digest();
}

/** A hash that needs the newest secret to be guessed from the value: for e-mail addresses. */
export function keyedHash(value: string): string {
  return createHmac("sha256", secrets()[0] ?? "")
    .update(value)
    .digest("base64url");
}

/** 32 random bytes, safe in a URL. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

function secrets(): string[] {
  const configured = env().BUZON_SECRET;
  if (!configured) throw new Error("BUZON_SECRET is not set; start Buzón with npm start, which makes one");
  return configured;
}

const derived = new Map<string, Buffer>();

function derivedKey(secret: string): Buffer {
  const known = derived.get(secret);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", secret, "", "buzon seal v1", 32));
  derived.set(secret, key);
  return key;
}

function keyId(secret: string): string {
  return sha256(`key id ${secret}`).toString("base64url").slice(0, 8);
}
