import { describe, expect, it } from "vitest";
import type { AzureAccount } from "#connectors/azure-account.ts";
import { azureCode, azureRefusal } from "#connectors/azure-errors.ts";
import type { HttpAnswer } from "#connectors/connector.ts";

const now = new Date("2026-11-22T10:00:00Z");
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const byKey: AzureAccount = { service: "table", endpoint: "", access: { kind: "key", account: "contoso", key } };
const bySas = (expiry: string): AzureAccount => ({
  service: "blob",
  endpoint: "",
  access: { kind: "sas", query: `sv=2024-11-04&se=${encodeURIComponent(expiry)}&sig=abcdefgh` },
});
const circumstances = { attempt: 1, now, writes: true, secrets: [key] };

function answered(status: number, body: string, headers: Record<string, string> = {}): HttpAnswer {
  const json = body.startsWith("{") ? JSON.parse(body) : undefined;
  return { ok: true, status, headers: { date: now.toUTCString(), ...headers }, text: body, json };
}

const table = (code: string) =>
  `{"odata.error":{"code":"${code}","message":{"lang":"en-US","value":"Said by the table.\\nRequestId:1\\nTime:2"}}}`;
const blob = (code: string, more = "") =>
  `﻿<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>Said by the blob.\nRequestId:1</Message>${more}</Error>`;

describe("azureRefusal", () => {
  it.each([
    [409, table("TableBeingDeleted"), { kind: "retry", code: "TableBeingDeleted" }],
    [500, table("OperationTimedOut"), { kind: "retry", code: "OperationTimedOut", unknown: true }],
    [503, table("ServerBusy"), { kind: "retry", code: "ServerBusy", throttle: true }],
    [400, table("PropertyValueTooLarge"), { kind: "reject", code: "PropertyValueTooLarge" }],
    [400, table("TooManyProperties"), { kind: "reject", code: "TooManyProperties" }],
    [413, table("RequestBodyTooLarge"), { kind: "reject", code: "RequestBodyTooLarge" }],
    [404, table("TableNotFound"), { kind: "pause", code: "TableNotFound", cause: "config" }],
    [403, table("AccountIsDisabled"), { kind: "pause", code: "AccountIsDisabled", cause: "config" }],
    [403, table("AuthenticationFailed"), { kind: "pause", code: "AuthenticationFailed", cause: "auth" }],
    [403, blob("AuthorizationFailure"), { kind: "pause", code: "AuthorizationFailure", cause: "auth" }],
    [403, blob("AuthorizationPermissionMismatch"), { kind: "pause", cause: "permission" }],
    [404, blob("ContainerNotFound"), { kind: "pause", code: "ContainerNotFound", cause: "config" }],
    [409, blob("ContainerBeingDeleted"), { kind: "retry", code: "ContainerBeingDeleted" }],
    [400, blob("SomethingNew"), { kind: "reject", code: "SomethingNew" }],
    [503, blob("SomethingNew"), { kind: "retry", code: "SomethingNew", throttle: true }],
  ])("answers %i %s", (status, body, expected) => {
    expect(azureRefusal(answered(status, body), byKey, circumstances)).toMatchObject(expected);
  });

  it("takes the code from the header when there is no body", () => {
    const answer = answered(404, "", { "x-ms-error-code": "ContainerNotFound" });
    expect(azureCode(answer)).toBe("ContainerNotFound");
    expect(azureRefusal(answer, byKey, circumstances)).toMatchObject({
      code: "ContainerNotFound",
      message: "HTTP 404",
    });
  });

  it("tells a wrong clock from a wrong key by the Date of the answer", () => {
    const at = (minutes: number) =>
      azureRefusal(
        answered(403, table("AuthenticationFailed"), {
          date: new Date(now.getTime() + minutes * 60_000).toUTCString(),
        }),
        byKey,
        circumstances,
      );
    expect(at(16)).toMatchObject({ kind: "pause", code: "azure_clock", cause: "config" });
    expect(at(-16)).toMatchObject({ code: "azure_clock" });
    expect(at(14)).toMatchObject({ code: "AuthenticationFailed", cause: "auth" });
  });

  it("tells a signature that has run out from a wrong one", () => {
    const refused = answered(403, blob("AuthenticationFailed"));
    expect(azureRefusal(refused, bySas("2026-11-21T00:00:00Z"), circumstances)).toMatchObject({
      code: "azure_sas_expired",
      cause: "auth",
    });
    expect(azureRefusal(refused, bySas("2026-12-21"), circumstances)).toMatchObject({ code: "AuthenticationFailed" });
  });

  it("passes on what Azure says, with the detail, without the key", () => {
    const detail = `<AuthenticationErrorDetail>Signature did not match. String to sign used was PUT &amp; ${key}</AuthenticationErrorDetail>`;
    const { message } = azureRefusal(answered(403, blob("AuthenticationFailed", detail)), byKey, circumstances);
    expect(message).toContain("Said by the blob.");
    expect(message).toContain("Signature did not match. String to sign used was PUT & ••••");
    expect(message).not.toContain(key);
  });
});
