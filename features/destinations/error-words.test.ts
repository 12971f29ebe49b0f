import { globSync, readFileSync } from "node:fs";
import { createTranslator, type Messages } from "next-intl";
import { describe, expect, it } from "vitest";
import { connectors } from "#connectors/registry.ts";
import { type ErrorTranslator, errorWords, tellError } from "#features/destinations/error-words.ts";
import { headingAnchor } from "#lib/heading-anchor.ts";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };

const LANGUAGES: Record<"en" | "es", Messages> = { en, es };
const TYPES = Object.keys(connectors);

function translator(locale: "en" | "es"): ErrorTranslator {
  return createTranslator<Messages, "connectors">({
    locale,
    messages: LANGUAGES[locale],
    namespace: "connectors",
  });
}

describe.each(["en", "es"] as const)("in %s", (locale) => {
  const t = translator(locale);

  it.each(TYPES)("every code in the tables of %s has words", (type) => {
    const wordless = codesOf(type).filter((code) => !errorWords(type, code).keys.some((key) => t.has(key)));
    expect(wordless).toEqual([]);
  });

  it("every code that all destinations share has words", () => {
    const wordless = [...codesIn("connectors/classify.ts"), ...FAILURES, ...OWN_CODES].filter(
      (code) => !t.has(`errors.${code}`),
    );
    expect(wordless).toEqual([]);
  });

  it("shows the destination's own text for a code nobody knows, and its code when it says nothing", () => {
    for (const code of ["0x8badf00d", "a.b", "", "constructor", "__proto__"]) {
      expect(tellError(t, "dynamics", { code, message: "It said so." })).toEqual({
        sentence: "It said so.",
        fix: null,
        said: null,
        docs: "/docs/connectors#dynamics-365",
      });
    }
    expect(tellError(t, "dynamics", { code: "0x8badf00d", message: "" }).sentence).toBe("0x8badf00d");
  });

  it("tells what happened, what to do, what the destination said and where to read more", () => {
    const text = tellError(t, "zoho", { code: "MANDATORY_NOT_FOUND", message: "required field not found" });
    expect(text).toEqual({
      sentence: expect.stringMatching(/Zoho CRM/),
      fix: expect.stringMatching(/\.$/),
      said: "required field not found",
      docs: "/docs/connectors#zoho-crm",
    });
  });
});

it("finds the tables it reads", () => {
  for (const type of ["dynamics", "salesforce", "hubspot", "marketo", "zoho", "azure_blob", "email", "slack"]) {
    expect(codesOf(type).length, type).toBeGreaterThan(10);
  }
});

it("takes a connector's own words before those for all", () => {
  const t = translator("en");
  expect(tellError(t, "marketo", { code: "unauthorized", message: "" }).sentence).toContain("Marketo");
  expect(tellError(t, "webhook", { code: "unauthorized", message: "" }).sentence).not.toContain("Marketo");
});

it("names the fields where the message has a place for them", () => {
  const problem = { code: "required_empty", message: "", fields: [{ field: "lastname", message: "" }] };
  expect(tellError(translator("en"), "dynamics", problem).sentence).toContain("lastname");
  expect(tellError(translator("en"), "dynamics", { ...problem, fields: [] }).sentence).not.toContain("none");
});

it("has one or two lines for every code, as many in Spanish as in English", () => {
  const lines = (text: string) => text.split("\n").length;
  const english = new Map(errorMessages(en.connectors));
  const spanish = new Map(errorMessages(es.connectors));
  expect([...english].filter(([, text]) => lines(text) > 2).map(([key]) => key)).toEqual([]);
  expect([...english].filter(([key, text]) => lines(spanish.get(key) ?? "") !== lines(text))).toEqual([]);
});

it("leads every connector and every known code to a heading of the guide", () => {
  const headings = readFileSync("docs/connectors.md", "utf8").matchAll(/^##+ (.+)$/gm);
  const anchors = new Set([...headings].map(([, heading = ""]) => `/docs/connectors#${headingAnchor(heading)}`));
  const docs = new Set(TYPES.flatMap((type) => ["any", ...FAILURES].map((code) => errorWords(type, code).docs)));
  expect([...docs].filter((each) => !each || !anchors.has(each))).toEqual([]);
  expect(errorWords("from_the_future", "any").docs).toBeNull();
});

/** Ends that the worker itself gives a try. */
const OWN_CODES = [
  "internal",
  "interrupted",
  "crashed",
  "required_empty",
  "stopped_empty",
  "may_have_arrived",
  "unknown_connector",
  "settings_invalid",
  "credentials_unreadable",
  "not_connected",
];

/** `HttpFailure` of connectors/connector.ts. */
const FAILURES = [
  "dns",
  "refused",
  "tls",
  "timeout",
  "reset",
  "private_address",
  "port",
  "not_https",
  "invalid_url",
  "not_json",
  "login_page",
];

/** Connectors keep their tables to themselves, so they are read as text: <type>.ts, <type>-errors.ts and so on. */
function codesOf(type: string): string[] {
  const [family = type] = type.split("_");
  const files = globSync(`connectors/{${type.replace("_", "-")},${family}}{.ts,-*.ts}`);
  return files.filter((file) => !file.endsWith(".test.ts")).flatMap(codesIn);
}

/** Keys of every table of rules, and every code written beside the kind of an outcome. */
function codesIn(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const tables = [...source.matchAll(/new Map<string, Rule[^>]*>\(\[(.*?)\n\]\)/gs)].map(([, table = ""]) => table);
  const records = [...source.matchAll(/: Record<\w+, Rule> = \{(.*?)\n\}/gs)].map(([, table = ""]) => table);
  return [
    ...tables.flatMap((table) => [...table.matchAll(/^\s*\["([^"]+)", /gm)]),
    ...records.flatMap((table) => [...table.matchAll(/^\s*(\w+): \{/gm)]),
    ...source.matchAll(/kind: "(?:retry|reject|pause)",\s*(?:throttle: true,\s*)?code: "([^"]+)"/g),
    ...source.matchAll(/code: "([^"]+)",\s*kind: "(?:retry|reject|pause)"/g),
  ].map(([, code = ""]) => code);
}

function errorMessages(messages: object): [string, string][] {
  return Object.entries(messages).flatMap(([name, value]): [string, string][] => {
    const errors: unknown = name === "errors" ? value : Object.entries(value).find(([key]) => key === "errors")?.[1];
    return Object.entries(errors ?? {}).map(([code, text]) => [`${name}.${code}`, String(text)]);
  });
}
