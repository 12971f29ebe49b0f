import { FIELD_VALUES, type FilterField, RECEIVED_HOURS } from "#features/leads/lead-filter.ts";

const MAX_TEXT = 300;

/** Other names of values, as people know them from elsewhere. */
const ALIASES: Partial<Record<FilterField, Record<string, string>>> = {
  action: {
    plt: "contact",
    ins: "install",
    create: "purchase",
    "test-drive": "test_drive",
    starttestdrive: "test_drive",
  },
  marketplace: { spza: "appsource", "azure-marketplace": "azure_marketplace", "azure-portal": "azure_portal" },
  delivery: { ok: "delivered", queued: "waiting", on_hold: "held" },
  has: { mail: "email", "follow-up": "follow_up", notes: "note" },
};

/** The value as filters keep it, or null where the field cannot have it. */
export function parseValue(field: FilterField, given: string): string | null {
  const value = given.trim();
  const word = value.toLowerCase();
  if (!value || value.length > MAX_TEXT) return null;
  if (field === "is" && word === "test") return word;
  const closed = FIELD_VALUES[field];
  if (closed) {
    const known = ALIASES[field]?.[word] ?? word;
    return closed.includes(known) ? known : null;
  }
  switch (field) {
    case "owner":
      return word === "me" || word === "none" || isUuid(word) || /^[^\s@]+@[^\s@]+$/.test(word) ? word : null;
    case "received":
      return RECEIVED_HOURS.has(word) ? word : parseDays(word);
    case "due":
      return ["overdue", "today", "7d", "none"].includes(word) ? word : parseDays(word);
    case "number":
      return /^(?:l-?)?0*([1-9]\d{0,8})$/.exec(word)?.[1] ?? null;
    case "country":
      if (word === "none") return word;
      return /^[a-z]{2}$/.test(word) ? word.toUpperCase() : value;
    case "domain":
      return word.replace(/^@/, "") || null;
    default:
      return word === "none" ? word : value;
  }
}

/** What `owner` takes beside words and addresses. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

/**
 * Days as `from..to`, either side may be missing: `2026-01-05` is one day, `2026-01` a month, `>2026-01-05` what comes
 * after it. Null where it names a day that no calendar has.
 */
function parseDays(word: string): string | null {
  const beyond = /^([<>])(=?)(.+)$/.exec(word);
  if (beyond) {
    const [, sign, orEqual, side = ""] = beyond;
    const span = parseSpan(side);
    if (!span) return null;
    if (sign === ">") return `${orEqual ? span.from : dayAfter(span.to, 1)}..`;
    return `..${orEqual ? span.to : dayAfter(span.from, -1)}`;
  }
  const sides = word.split("..");
  if (sides.length === 1) {
    const span = parseSpan(word);
    return span && `${span.from}..${span.to}`;
  }
  const [from = "", to = ""] = sides;
  const [first, last] = [from ? parseSpan(from) : null, to ? parseSpan(to) : null];
  if (sides.length !== 2 || (from && !first) || (to && !last) || (!first && !last)) return null;
  return `${first?.from ?? ""}..${last?.to ?? ""}`;
}

/** A day or a month, from the year 1000 to 2999: Postgres has no year 0, and nobody means the others. */
function parseSpan(side: string): { from: string; to: string } | null {
  const [, year = "", month = "", day] = /^([12]\d{3})-(\d{2})(?:-(\d{2}))?$/.exec(side) ?? [];
  if (!year || month < "01" || month > "12") return null;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (day === undefined) return { from: `${year}-${month}-01`, to: `${year}-${month}-${last}` };
  return day >= "01" && Number(day) <= last ? { from: side, to: side } : null;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
