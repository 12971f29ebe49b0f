import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "./proxy.ts";

const ORIGIN = "https://leads.contoso.example";

function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  return proxy(new NextRequest(`${ORIGIN}${path}`, { method, headers }));
}

describe("a page", () => {
  it("is asked for by signing in first, and comes back to itself", () => {
    const answer = ask("/leads/7?tab=raw");
    expect(answer.status).toBe(307);
    expect(answer.headers.get("location")).toBe(`${ORIGIN}/sign-in?callbackUrl=%2Fleads%2F7%3Ftab%3Draw`);
  });

  it.each(["/sign-in", "/setup?token=x", "/api/auth/csrf"])("%s needs no session", (path) => {
    expect(ask(path).headers.get("location")).toBeNull();
  });

  it("runs only scripts and styles with its own nonce, and is kept by no cache", () => {
    const [first, second] = [ask("/sign-in"), ask("/sign-in")];
    const policy = first.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(second.headers.get("content-security-policy")).not.toBe(policy);
    expect(first.headers.get("cache-control")).toContain("no-store");
  });
});

describe("a form", () => {
  it("of ours is taken", () => {
    expect(ask("/sign-in", { origin: ORIGIN, "sec-fetch-site": "same-origin" }, "POST").status).toBe(200);
    expect(ask("/sign-in", { origin: ORIGIN }, "POST").status).toBe(200);
  });

  it.each([
    ["of another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["of a neighbour on the same domain", { origin: "https://www.contoso.example", "sec-fetch-site": "same-site" }],
    ["in a sandboxed frame", { origin: "null" }],
    ["that does not say where it is from", {}],
  ])("%s is refused", (_, headers) => {
    expect(ask("/sign-in", headers, "POST").status).toBe(403);
  });
});
