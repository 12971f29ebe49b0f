import type { Circumstances } from "#connectors/classify.ts";
import type { HttpAnswer, Minted, Refusal, TokenCache } from "#connectors/connector.ts";
import { sha256 } from "#lib/crypto.ts";

/** `ok: false` means that no token could be had. */
export type Reply = { ok: true; answer: HttpAnswer } | { ok: false; refusal: Refusal };

type TokenCall = {
  /** Everything the token depends on, with the connector's type first. */
  belongsTo: string[];
  mint(): Promise<Minted>;
  /** Redact `circumstances.secrets`: the token is among them by now. */
  send(minted: Extract<Minted, { ok: true }>): Promise<HttpAnswer>;
  /** Whether a new token would help; 401 where nothing else is said. */
  isRefused?(answer: HttpAnswer): boolean;
};

/** One call with an access token. A token that is refused is thrown away and the call made once more with a new one. */
export async function callWithToken(
  tokens: TokenCache,
  circumstances: Circumstances,
  { belongsTo, mint, send, isRefused = isUnauthorized }: TokenCall,
): Promise<Reply> {
  const key = sha256(JSON.stringify(belongsTo)).toString("hex");

  async function callOnce(): Promise<Reply> {
    const minted = await tokens.get(key, mint);
    if (!minted.ok) return minted;
    // Whoever reads the answer must not quote the token from it either.
    if (!circumstances.secrets.includes(minted.token)) circumstances.secrets.push(minted.token);
    return { ok: true, answer: await send(minted) };
  }

  const first = await callOnce();
  if (!first.ok || !isRefused(first.answer)) return first;
  tokens.drop(key);
  return callOnce();
}

function isUnauthorized(answer: HttpAnswer): boolean {
  return answer.ok && answer.status === 401;
}
