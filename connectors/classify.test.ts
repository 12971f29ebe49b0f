import { describe, expect, it } from "vitest";
import { type Circumstances, classify, notPromised } from "#connectors/classify.ts";
import type { HttpAnswer, HttpFailure } from "#connectors/connector.ts";
import en from "#messages/en.json" with { type: "json" };

const now = new Date("2026-11-22T12:00:00Z");
const first: Circumstances = { attempt: 1, now, writes: true, secrets: [] };
const answer = (status: number, headers: Record<string, string> = {}, text = ""): HttpAnswer => ({
  ok: true,
  status,
  headers,
  text,
  json: undefined,
});
const failure = (code: HttpFailure, sent: boolean): HttpAnswer => ({ ok: false, code, message: code, sent });

describe("classify", () => {
  it.each([200, 201, 202, 204, 207])("leaves status %i to the connector", (status) => {
    expect(classify(answer(status), first)).toBeNull();
  });

  it.each([
    [301, "redirect", { kind: "pause", cause: "config" }],
    [307, "redirect", { kind: "pause", cause: "config" }],
    [400, "bad_request", { kind: "reject" }],
    [401, "unauthorized", { kind: "pause", cause: "auth" }],
    [402, "payment_required", { kind: "pause", cause: "quota" }],
    [403, "forbidden", { kind: "pause", cause: "permission" }],
    [404, "not_found", { kind: "pause", cause: "config" }],
    [405, "method_not_allowed", { kind: "pause", cause: "config" }],
    [406, "client_error", { kind: "reject" }],
    [408, "request_timeout", { kind: "retry" }],
    [409, "conflict", { kind: "reject" }],
    [410, "gone", { kind: "pause", cause: "config" }],
    [413, "too_large", { kind: "reject" }],
    [422, "unprocessable", { kind: "reject" }],
    [425, "too_early", { kind: "retry" }],
    [429, "rate_limited", { kind: "retry", throttle: true }],
    [500, "server_error", { kind: "retry", unknown: true }],
    [502, "server_error", { kind: "retry", unknown: true }],
    [503, "unavailable", { kind: "retry", throttle: true }],
    [504, "server_error", { kind: "retry", unknown: true }],
    [522, "server_error", { kind: "retry", unknown: true }],
    [999, "server_error", { kind: "retry" }],
  ])("status %i is %s", (status, code, expected) => {
    expect(classify(answer(status), first)).toMatchObject({ code, ...expected });
    expect(en.connectors.errors).toHaveProperty([code]);
  });

  it.each<[HttpFailure, boolean, object]>([
    ["dns", false, { kind: "retry" }],
    ["refused", false, { kind: "retry" }],
    ["tls", false, { kind: "retry" }],
    ["timeout", true, { kind: "retry", unknown: true }],
    ["reset", true, { kind: "retry", unknown: true }],
    ["private_address", false, { kind: "pause", cause: "config" }],
    ["port", false, { kind: "pause", cause: "config" }],
    ["not_https", false, { kind: "pause", cause: "config" }],
    ["invalid_url", false, { kind: "pause", cause: "config" }],
  ])("no answer: %s, sent %s", (code, sent, expected) => {
    const refusal = classify(failure(code, sent), first);
    expect(refusal).toMatchObject({ code, ...expected });
    if (!sent) expect(refusal).not.toHaveProperty("unknown");
    expect(en.connectors.errors).toHaveProperty([code]);
  });

  it("takes a third failure of TLS in a row for a wrong certificate", () => {
    expect(classify(failure("tls", false), { ...first, attempt: 2 })).toMatchObject({ kind: "retry" });
    expect(classify(failure("tls", false), { ...first, attempt: 3 })).toMatchObject({ kind: "pause", cause: "config" });
  });

  it("leaves nothing in doubt after a request that makes no record", () => {
    expect(classify(failure("timeout", true), { ...first, writes: false })).not.toHaveProperty("unknown");
    expect(classify(answer(500), { ...first, writes: false })).not.toHaveProperty("unknown");
  });

  it("honours Retry-After of any answer that may be tried again", () => {
    const retryAt = new Date("2026-11-22T12:02:00Z");
    for (const status of [408, 429, 500, 503]) {
      expect(classify(answer(status, { "retry-after": "120" }), first)).toMatchObject({ kind: "retry", retryAt });
    }
  });

  it("quotes the other side, without markup and without secrets", () => {
    expect(
      classify(answer(400, {}, " bad key s3cr3t-s3cr3t "), { ...first, secrets: ["s3cr3t-s3cr3t"] }),
    ).toMatchObject({
      message: "HTTP 400 bad key ••••cr3t",
    });
    expect(classify(answer(500, {}, "<html>oops</html>"), first)).toMatchObject({ message: "HTTP 500" });
  });
});

describe("notPromised", () => {
  it("is tried twice more before the destination is held", () => {
    const html = answer(200, { "content-type": "text/html" }, "<html>");
    expect(notPromised("not_json", html, first)).toMatchObject({ kind: "retry" });
    expect(notPromised("not_json", html, { ...first, attempt: 2 })).toMatchObject({ kind: "retry" });
    expect(notPromised("not_json", html, { ...first, attempt: 3 })).toEqual({
      kind: "pause",
      code: "not_json",
      cause: "config",
      message: "HTTP 200 text/html",
    });
  });
});
