import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { z } from "zod";

const claimsSchema = z.object({ iss: z.string(), aud: z.string(), exp: z.number(), client_id: z.string() });

export type BearerCheck = (
  authorization: string | undefined,
  expected: { audience: string; now: Date },
) => Promise<{ clientId: string } | null>;

/**
 * Tells the application a bearer token was made for, or null unless the issuer signed it (RS256, with a key of its
 * JWKS) for this audience and it still lives. The keys are read once.
 */
export function createBearerCheck(issuer: string): BearerCheck {
  let keys: Promise<JsonWebKey[]> | undefined;
  return async (authorization, { audience, now }) => {
    const [, header, payload, signature] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? "") ?? [];
    if (!header || !payload || !signature) return null;
    keys ??= signingKeys(issuer);
    const signed = Buffer.from(`${header}.${payload}`);
    const isGenuine = (await keys).some((key) =>
      verify("RSA-SHA256", signed, createPublicKey({ key, format: "jwk" }), Buffer.from(signature, "base64url")),
    );
    const claims = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString()));
    if (!isGenuine || !claims.success) return null;
    const { iss, aud, exp, client_id } = claims.data;
    return iss === issuer && aud === audience && exp * 1000 > now.getTime() ? { clientId: client_id } : null;
  };
}

async function signingKeys(issuer: string): Promise<JsonWebKey[]> {
  const answer = await fetch(`${issuer}/jwks`);
  return z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).parse(await answer.json()).keys;
}
