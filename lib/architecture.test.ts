import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import IntlMessageFormat from "intl-messageformat";
import { expect, test } from "vitest";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };

/** What the files of a folder may import. Folders that are not named here start, test or measure all the others. */
const MAY_IMPORT: Record<string, string[]> = {
  app: ["app", "components", "features", "lib", "i18n"],
  components: ["components", "features", "lib", "i18n"],
  features: ["features", "connectors", "db", "lib", "i18n"],
  connectors: ["connectors", "lib"],
  worker: ["worker", "features", "db", "lib"],
  db: ["db", "lib"],
  lib: ["lib", "package.json"],
  i18n: ["i18n", "messages", "lib"],
};

/** What only tests load. */
const TEST_SUPPORT = ["connectors/contract.ts", "db/factories.ts", "db/test-database.ts", "db/test-server.ts"];

type Import = { file: string; from: string; isType: boolean };

const files = globSync(["{app,components,features,connectors,worker,db,lib,i18n,bin,bench,e2e}/**/*.{ts,tsx}", "*.ts"]);
const imports = files.filter((file) => !isForTests(file)).flatMap(importsOf);
const ours = imports.filter(({ from }) => !isPackage(from)).map((each) => ({ ...each, from: pathOf(each) }));
const byFile = Map.groupBy(ours, ({ file }) => file);

test("every folder imports only what the architecture allows it", () => {
  const wrong = ours.filter(({ file, from, isType }) => {
    const allowed = MAY_IMPORT[folderOf(file)];
    // The form and the fields of a destination are drawn from the connector's own description.
    const isContract = isType && from === "connectors/connector.ts";
    return allowed && !isContract && !allowed.includes(folderOf(from));
  });
  expect(wrong).toEqual([]);
});

test("components take types, actions and pure functions from features, nothing that reaches the database", () => {
  const wrong = ours.filter(
    ({ file, from, isType }) =>
      folderOf(file) === "components" &&
      folderOf(from) === "features" &&
      !isType &&
      !from.endsWith("/actions.ts") &&
      reaches(from).has("db/client.ts"),
  );
  expect(wrong).toEqual([]);
});

test("only features and db speak SQL", () => {
  const wrong = imports.filter(
    ({ file, from }) =>
      folderOf(file) in MAY_IMPORT &&
      !["features", "db"].includes(folderOf(file)) &&
      /^(drizzle-orm|postgres)/.test(from),
  );
  expect(wrong).toEqual([]);
});

test("no file imports itself through others", () => {
  expect(files.filter((file) => reaches(file).has(file))).toEqual([]);
});

test("English and Spanish have the same messages with the same parameters, and none is empty", () => {
  const [english, spanish] = [messagesOf(en), messagesOf(es)];
  expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
  expect([...english, ...spanish].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  const differing = [...english].filter(([key, text]) => parametersOf(text) !== parametersOf(spanish.get(key) ?? ""));
  expect(differing.map(([key]) => key)).toEqual([]);
});

test("no file names a folder of somebody's machine", () => {
  const texts = [...files, ...globSync(["docs/**/*.md", "*.md", "bin/*.mjs", ".ci/*", "package.json"])];
  const wrong = texts.filter((file) => /(\/home\/|\/Users\/|\/work\/|[A-Z]:\\)\w/.test(readFileSync(file, "utf8")));
  expect(wrong).toEqual([]);
});

function importsOf(file: string): Import[] {
  const source = readFileSync(file, "utf8");
  const statements = source.matchAll(/^(?:import|export)(?<type> type)?\b[^;"']*?["'](?<from>[^"']+)["']/gm);
  const calls = source.matchAll(/\bimport\(\s*["'](?<from>[^"']+)["']/g);
  return [...statements, ...calls].flatMap(({ groups }) =>
    groups?.from ? [{ file, from: groups.from, isType: groups.type !== undefined }] : [],
  );
}

/** Every file that runs when this one is loaded, without itself unless it is part of a circle. */
function reaches(file: string, seen = new Set<string>()): Set<string> {
  for (const { from, isType } of byFile.get(file) ?? []) {
    if (isType || seen.has(from)) continue;
    seen.add(from);
    reaches(from, seen);
  }
  return seen;
}

function isPackage(from: string): boolean {
  return !/^[#.]/.test(from);
}

function pathOf({ file, from }: Import): string {
  return from.startsWith("#") ? from.slice(1) : join(dirname(file), from);
}

function folderOf(path: string): string {
  return path.split("/")[0] ?? "";
}

function isForTests(file: string): boolean {
  return /\.(test|fixture)\.tsx?$|\/testing\//.test(file) || TEST_SUPPORT.includes(file);
}

type Messages = { [key: string]: string | Messages };

function messagesOf(messages: Messages, prefix = ""): Map<string, string> {
  const pairs = Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...messagesOf(value, `${prefix}${key}.`)],
  );
  return new Map(pairs);
}

/** The names of the parameters and tags of an ICU message, in alphabetical order. */
function parametersOf(text: string): string {
  return [...new Set(namesIn(new IntlMessageFormat(text).getAst()))].sort().join(" ");
}

const PLAIN_TEXT = 0;

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

function namesIn(elements: Element[]): string[] {
  return elements.flatMap((element) => {
    const name = "value" in element && element.type !== PLAIN_TEXT ? [element.value] : [];
    const inner = "children" in element ? element.children : [];
    const branches = "options" in element ? Object.values(element.options).flatMap((option) => option.value) : [];
    return [...name, ...namesIn([...inner, ...branches])];
  });
}
