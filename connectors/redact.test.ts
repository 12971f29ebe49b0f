import { describe, expect, it } from "vitest";
import { mask, redactBody, redactHeaders, redactText, redactUrl } from "#connectors/redact.ts";

const secret = "aB3~x/y+z w\"q'=9Zk7";

describe("redaction", () => {
  it("leaves the last four characters of a long secret and nothing of a short one", () => {
    expect(mask("whsec_abcdefghijkl")).toBe("••••ijkl");
    expect(mask("short")).toBe("••••");
  });

  it.each([
    ["as it is", secret],
    ["percent-encoded", encodeURIComponent(secret)],
    ["percent-encoded in lower case", encodeURIComponent(secret).toLowerCase()],
    ["form-encoded", new URLSearchParams({ "": secret }).toString().slice(1)],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["base64", Buffer.from(secret).toString("base64")],
    ["base64url", Buffer.from(secret).toString("base64url")],
  ])("finds a secret %s", (_form, shape) => {
    expect(redactText(`before ${shape} after`, [secret])).toBe("before ••••9Zk7 after");
  });

  it("does not take part of a replacement for a pattern", () => {
    expect(redactText("a very-long-secret-$&$1 b", ["very-long-secret-$&$1"])).toBe("a ••••$&$1 b");
  });

  it.each([
    "Authorization",
    "authorization",
    "Cookie",
    "Set-Cookie",
    "X-Api-Key",
    "api-key",
    "X-Auth-Token",
    "Ocp-Apim-Subscription-Key",
  ])("hides the header %s", (name) => {
    expect(redactHeaders({ [name]: "Bearer abcdefghijklmnop" }, [])).toEqual({ [name]: "••••mnop" });
  });

  it("leaves other headers, without the secrets in them", () => {
    expect(redactHeaders({ location: "https://x/?sig=abcdefghijklmnop&b=2", "retry-after": "5" }, [])).toEqual({
      location: "https://x/?sig=••••mnop&b=2",
      "retry-after": "5",
    });
  });

  it.each(["sig", "code", "key", "token", "access_token", "api_key", "client_secret", "password"])(
    "hides the parameter %s of an address",
    (name) => {
      expect(redactUrl(`https://x/a?sv=1.0&${name}=abcdefghijklmnop#f`, [])).toBe(
        `https://x/a?sv=1.0&${name}=••••mnop#f`,
      );
    },
  );

  it("hides secrets of forms and of JSON by their name", () => {
    expect(
      redactBody(
        "grant_type=client_credentials&client_secret=abcdefghijklmnop&scope=s",
        "application/x-www-form-urlencoded",
        [],
      ),
    ).toBe("grant_type=client_credentials&client_secret=••••mnop&scope=s");
    expect(
      redactBody('{"access_token": "eyJhbGciOiJSUzI1NiJ9.e30.abcd", "expires_in":3599}', "application/json", []),
    ).toBe('{"access_token": "••••abcd", "expires_in":3599}');
    expect(redactBody('{"access_token":"cut-off-before-its-end', undefined, [])).toBe(
      '{"access_token":"•••• end'.replace(" ", "-"),
    );
  });

  it("leaves error codes and what a lead says", () => {
    const body = '{"error":{"code":"0x80044331","message":"key=1"},"note":"code=123"}';
    expect(redactBody(body, "application/json", [])).toBe(body);
  });
});
