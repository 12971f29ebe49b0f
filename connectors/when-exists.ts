import type { Job } from "#connectors/connector.ts";

/** Fields for which it matters what the record holds already; when there are none, nobody has to read it first. */
export function fieldsToRead({ values, whenExists }: Pick<Job, "values" | "whenExists">): string[] {
  return Object.keys(values).filter((name) => (whenExists[name] ?? "overwrite") !== "overwrite");
}

/** What of the mapped values a record that is there already is to get. */
export function valuesForExisting(
  { values, whenExists }: Pick<Job, "values" | "whenExists">,
  existing: Record<string, unknown>,
): Job["values"] {
  const isBlank = (value: unknown) => value === undefined || value === null || value === "";
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const rule = whenExists[name] ?? "overwrite";
      return rule === "overwrite" || (rule === "if_blank" && isBlank(existing[name]));
    }),
  );
}
