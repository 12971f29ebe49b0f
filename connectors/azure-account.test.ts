import { describe, expect, it } from "vitest";
import { azureSecrets, readAzureConnection } from "#connectors/azure-account.ts";

const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const withKey = { kind: "key", account: "contoso", key };

describe("a connection string", () => {
  it.each([
    [
      "with a suffix",
      `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${key};EndpointSuffix=core.windows.net`,
    ],
    ["without one", ` AccountName=contoso ; AccountKey=${key};`],
    [
      "with an endpoint of its own",
      `AccountName=contoso;AccountKey=${key};TableEndpoint=https://contoso.table.core.windows.net/`,
    ],
  ])("%s leads to the account", (_form, text) => {
    expect(readAzureConnection(text, "table")).toEqual({
      service: "table",
      endpoint: "https://contoso.table.core.windows.net",
      access: withKey,
    });
  });

  it("may be for another cloud", () => {
    const text = `AccountName=contoso;AccountKey=${key};EndpointSuffix=core.chinacloudapi.cn`;
    expect(readAzureConnection(text, "blob")).toMatchObject({ endpoint: "https://contoso.blob.core.chinacloudapi.cn" });
  });

  it("may hold a signature instead of a key", () => {
    const text =
      "BlobEndpoint=https://contoso.blob.core.windows.net/;TableEndpoint=https://contoso.table.core.windows.net/;SharedAccessSignature=sv=2024-11-04&ss=bt&sp=ra&sig=abc%2Fdef%3D";
    expect(readAzureConnection(text, "table")).toEqual({
      service: "table",
      endpoint: "https://contoso.table.core.windows.net",
      access: { kind: "sas", query: "sv=2024-11-04&ss=bt&sp=ra&sig=abc%2Fdef%3D" },
    });
  });

  it.each([
    ["hello", "not_a_connection"],
    ["AccountKey=abc", "not_a_connection"],
    ["AccountName=contoso", "no_key"],
    [`TableEndpoint=https://contoso.table.core.windows.net;AccountKey=${key}`, "no_key"],
    ["AccountName=contoso;AccountKey=short", "not_a_key"],
    ["TableEndpoint=https://contoso.table.core.windows.net;SharedAccessSignature=sv=2024-11-04", "no_signature"],
    [`AccountName=contoso;AccountKey=${key};TableEndpoint=https://contoso.blob.core.windows.net`, "other_service"],
    [`AccountName=contoso;AccountKey=${key};TableEndpoint=file:///etc/passwd`, "not_a_connection"],
  ])("is refused as it should be: %s", (text, problem) => {
    expect(readAzureConnection(text, "table")).toBe(problem);
  });
});

describe("a SAS URL", () => {
  it.each([
    ["https://contoso.table.core.windows.net/?sv=1&sig=abc", "https://contoso.table.core.windows.net"],
    ["https://contoso.table.core.windows.net/Leads?sv=1&sig=abc", "https://contoso.table.core.windows.net"],
    ["http://127.0.0.1:10002/devstoreaccount1/Leads?sv=1&sig=abc", "http://127.0.0.1:10002/devstoreaccount1"],
  ])("leads to the account: %s", (text, endpoint) => {
    const read = readAzureConnection(text, "table");
    expect(read).toEqual({ service: "table", endpoint, access: { kind: "sas", query: "sv=1&sig=abc" } });
    expect(typeof read === "object" && azureSecrets(read)).toEqual(["abc"]);
  });

  it.each([
    ["https://contoso.table.core.windows.net/", "no_signature"],
    ["https://contoso.blob.core.windows.net/?sig=abc", "other_service"],
    ["https://user:pass@contoso.table.core.windows.net/?sig=abc", "not_a_connection"],
  ])("is refused as it should be: %s", (text, problem) => {
    expect(readAzureConnection(text, "table")).toBe(problem);
  });
});
