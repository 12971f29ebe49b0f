import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { CLIENT_MESSAGES, clientMessages, type Section } from "#i18n/client-messages.ts";
import en from "#messages/en.json" with { type: "json" };

/** What starts a page, and where its folder says which section it belongs to. */
const entries = globSync("app/**/{page,layout,default,template,loading,error,not-found,global-error}.tsx");
const SECTIONS: [folder: string, section: Section][] = [
  ["app/(app)/destinations/", "destinations"],
  ["app/(app)/deliveries/", "deliveries"],
];

const said = entries.flatMap((entry) => {
  const section = SECTIONS.find(([folder]) => entry.startsWith(folder))?.[1] ?? "everywhere";
  return [...saidInBrowser(entry)].map(([namespace, file]) => ({ section, namespace, file }));
});

test("every namespace that a client component uses is sent to the pages it is on", () => {
  const missing = said.filter(({ section, namespace }) => {
    const sent = section === "everywhere" ? [] : CLIENT_MESSAGES[section];
    return ![...CLIENT_MESSAGES.everywhere, ...sent].some((path) => isWithin(namespace, path));
  });
  expect(missing).toEqual([]);
});

test("nothing is sent that no client component says", () => {
  const useless = Object.entries(CLIENT_MESSAGES).flatMap(([section, paths]) =>
    paths.filter((path) => !said.some((one) => one.section === section && isWithin(one.namespace, path))),
  );
  expect(useless).toEqual([]);
});

test("a section gets its own beside what everybody gets, and of a namespace only what it asked for", () => {
  const everywhere = clientMessages(en, "everywhere");
  expect(everywhere.reports).toEqual({ period: en.reports.period });
  expect(everywhere.mapping).toBeUndefined();
  expect(clientMessages(en, "destinations")).toMatchObject({ ...everywhere, mapping: en.mapping });
});

function isWithin(namespace: string, path: string): boolean {
  return namespace === path || namespace.startsWith(`${path}.`);
}

/** The namespaces of what a file brings to the browser, each with a file that uses it. */
function saidInBrowser(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  visit(entry, false);
  return found;

  function visit(file: string, isBelowClient: boolean): void {
    const source = readFileSync(file, "utf8");
    // Actions stay on the server; the browser only gets their names.
    if (source.startsWith('"use server"')) return;
    const isClient = isBelowClient || source.startsWith('"use client"');
    if (seen.has(`${isClient} ${file}`)) return;
    seen.add(`${isClient} ${file}`);
    if (isClient)
      for (const [, name = ""] of source.matchAll(/useTranslations\(\s*["`]([\w.]*\w)/g)) found.set(name, file);
    for (const imported of importsOf(file, source)) visit(imported, isClient);
  }
}

function importsOf(file: string, source: string): string[] {
  const imports = source.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)"|import\("([^"]+)"\)/gm);
  return [...imports]
    .map(([, from, lazily]) => from ?? lazily ?? "")
    .filter((from) => /^[#.].*\.tsx?$/.test(from))
    .map((from) => (from.startsWith("#") ? from.slice(1) : join(dirname(file), from)))
    .filter((path) => existsSync(path));
}
