import { describe, expect, it } from "vitest";
import { safeReturn, signInPath } from "#features/people/safe-return.ts";

describe("the way back after signing in", () => {
  it.each([
    ["/deliveries?tab=failed", "/deliveries?tab=failed"],
    ["/leads/1244", "/leads/1244"],
    ["/inbox?q=a%2Fb", "/inbox?q=a%2Fb"],
  ])("%s is followed", (wanted, path) => {
    expect(safeReturn(wanted)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/%2e/../\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "inbox",
    "",
    null,
    undefined,
  ])("%j does not lead out of Buzón", (wanted) => {
    const path = safeReturn(wanted);
    expect(new URL(path, "https://buzon.example").origin).toBe("https://buzon.example");
    expect(path).toMatch(/^\/(?!\/)/);
  });

  it.each(["/sign-in", "/sign-in?callbackUrl=/sign-in", "/setup?token=x", "/api/auth/signout", "/"])(
    "%s would go round in circles, so the inbox is opened",
    (wanted) => {
      expect(safeReturn(wanted)).toBe("/inbox");
    },
  );

  it("is carried by the address of the sign-in page only where it says something", () => {
    expect(signInPath("/leads/7?tab=raw")).toBe("/sign-in?callbackUrl=%2Fleads%2F7%3Ftab%3Draw");
    expect(signInPath("/inbox")).toBe("/sign-in");
    expect(signInPath(null)).toBe("/sign-in");
  });
});
