import { expect, it } from "vitest";
import { callWithToken } from "#connectors/call-with-token.ts";
import { quoted } from "#connectors/classify.ts";
import type { HttpAnswer, Minted } from "#connectors/connector.ts";
import { createTokenCache } from "#connectors/tokens.ts";

const now = new Date("2026-11-22T10:00:00Z");
const circumstances = () => ({ attempt: 1, now, writes: true, secrets: ["the client secret"] });
const tokens = () => createTokenCache({ now: () => now });
const answer = (status: number, text = ""): HttpAnswer => ({ ok: true, status, headers: {}, text, json: undefined });

function minter() {
  let count = 0;
  return async (): Promise<Minted> => {
    count += 1;
    return { ok: true, token: `access token number ${count}`, expiresInSeconds: 3600 };
  };
}

it("keeps a token that the answer repeats out of everything that is quoted from it", async () => {
  const said = circumstances();
  const reply = await callWithToken(tokens(), said, {
    belongsTo: ["test"],
    mint: minter(),
    send: async ({ token }) => answer(500, `cannot use ${token}`),
  });
  expect(reply.ok && reply.answer.ok && quoted(reply.answer.text, said)).not.toContain("access token number 1");
});

it("makes a refused call once more with a new token, and not a third time", async () => {
  const used: string[] = [];
  const reply = await callWithToken(tokens(), circumstances(), {
    belongsTo: ["test"],
    mint: minter(),
    send: async ({ token }) => {
      used.push(token);
      return answer(401);
    },
  });
  expect(used).toEqual(["access token number 1", "access token number 2"]);
  expect(reply).toMatchObject({ ok: true, answer: { status: 401 } });
});

it("uses a token again for what it belongs to, and for nothing else", async () => {
  const [cache, mint, used] = [tokens(), minter(), [] as string[]];
  for (const belongsTo of [
    ["test", "a"],
    ["test", "a"],
    ["test", "b"],
  ]) {
    await callWithToken(cache, circumstances(), {
      belongsTo,
      mint,
      send: async ({ token }) => {
        used.push(token);
        return answer(200);
      },
    });
  }
  expect(used).toEqual(["access token number 1", "access token number 1", "access token number 2"]);
});
