import { describe, expect, it } from "vitest";
import type { Minted, Refusal } from "#connectors/connector.ts";
import { createTokenCache } from "#connectors/tokens.ts";

const refusal: Refusal = { kind: "pause", code: "AADSTS7000215", message: "wrong secret", cause: "auth" };

function clockAndMint(life = 100) {
  let time = 0;
  let minted = 0;
  const tokens = createTokenCache({ now: () => new Date(time) });
  const mint = async (): Promise<Minted> => ({ ok: true, token: `t${++minted}`, expiresInSeconds: life });
  const at = (seconds: number) => {
    time = seconds * 1000;
  };
  return { tokens, mint, at };
}

describe("token cache", () => {
  it("keeps a token for four fifths of its life", async () => {
    const { tokens, mint, at } = clockAndMint(100);
    expect(await tokens.get("a", mint)).toMatchObject({ token: "t1" });
    at(79);
    expect(await tokens.get("a", mint)).toMatchObject({ token: "t1" });
    at(80);
    expect(await tokens.get("a", mint)).toMatchObject({ token: "t2" });
  });

  it("lets everybody who asks at once wait for the same token", async () => {
    const { tokens, mint } = clockAndMint();
    const all = await Promise.all([tokens.get("a", mint), tokens.get("a", mint), tokens.get("a", mint)]);
    expect(all.map((minted) => minted.ok && minted.token)).toEqual(["t1", "t1", "t1"]);
  });

  it("keeps tokens of different credentials apart", async () => {
    const { tokens, mint } = clockAndMint();
    expect(await tokens.get("a", mint)).toMatchObject({ token: "t1" });
    expect(await tokens.get("b", mint)).toMatchObject({ token: "t2" });
  });

  it("asks again after a token was dropped", async () => {
    const { tokens, mint } = clockAndMint();
    await tokens.get("a", mint);
    tokens.drop("a");
    expect(await tokens.get("a", mint)).toMatchObject({ token: "t2" });
  });

  it("does not keep a refusal, nor what broke while minting", async () => {
    const { tokens, mint } = clockAndMint();
    expect(await tokens.get("a", async () => ({ ok: false, refusal }))).toEqual({ ok: false, refusal });
    await expect(tokens.get("a", () => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
    expect(await tokens.get("a", mint)).toMatchObject({ token: "t1" });
  });
});
