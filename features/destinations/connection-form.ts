import { z } from "zod";
import type { Connector } from "#connectors/connector.ts";

/** What a person typed into a destination's form: by `key` of the connector's `form`. */
export type ConnectionForm = { settings: Record<string, string>; credentials: Record<string, string> };

/** By form key: `required`, `invalid`, or the code the connector's schema gave. */
export type FormProblems = Record<string, string>;

export type ParsedForm =
  | { ok: true; settings: Record<string, unknown>; credentials: Record<string, unknown> }
  | { ok: false; problems: FormProblems };

/** Reads a form with the connector's schemas; a credential left blank is the stored one. */
export function parseConnectionForm(
  connector: Connector,
  form: ConnectionForm,
  storedCredentials: Record<string, unknown> = {},
): ParsedForm {
  const given = filledIn(connector, form);
  const settings = connector.settingsSchema.safeParse(given.settings);
  const credentials = connector.credentialsSchema.safeParse({ ...storedCredentials, ...given.credentials });
  if (settings.success && credentials.success) {
    return { ok: true, settings: record.parse(settings.data), credentials: record.parse(credentials.data) };
  }
  const issues = [...(settings.error?.issues ?? []), ...(credentials.error?.issues ?? [])];
  const filled = new Set(Object.keys({ ...given.settings, ...given.credentials }));
  // The first issue of a field counts, the later ones follow from it.
  return { ok: false, problems: Object.fromEntries(issues.toReversed().map((issue) => problemOf(issue, filled))) };
}

/** The last characters of each credential, for people to recognise it; nothing of a short one. */
export function tailsOf(credentials: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(credentials).flatMap(([key, value]) =>
      typeof value === "string" && value.length >= 12 ? [[key, value.slice(-4)]] : [],
    ),
  );
}

const record = z.record(z.string(), z.unknown());

/** Only what the connector asks for, and nothing for a field left blank, so that its schema may have a default. */
function filledIn(connector: Connector, form: ConnectionForm): ConnectionForm {
  const filled: ConnectionForm = { settings: {}, credentials: {} };
  for (const { key, kind } of connector.form) {
    const group = kind === "secret" ? "credentials" : "settings";
    const value = form[group][key]?.trim();
    if (value) filled[group][key] = value;
  }
  return filled;
}

function problemOf({ path, message }: z.core.$ZodIssue, filled: Set<string>): [string, string] {
  const key = String(path[0] ?? "");
  if (!filled.has(key)) return [key, "required"];
  return [key, /^[a-z_]+$/.test(message) ? message : "invalid"];
}
