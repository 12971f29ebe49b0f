import { z } from "zod";
import { type ChoiceField, type LeadFilter, RECEIVED_HOURS } from "#features/leads/lead-filter.ts";
import { FORWARDING, LEAD_ACTIONS, LEAD_STATUSES, MARKETPLACES } from "#features/leads/lead-words.ts";

const MAX_TEXT = 300;
const MAX_CHOICES = 50;

/** Postgres takes no NUL in a text, so nothing that holds one can match. */
const text = z
  .string()
  .max(MAX_TEXT)
  .regex(/^[^\0]*$/);

const choice = {
  action: z.enum(LEAD_ACTIONS),
  marketplace: z.enum(MARKETPLACES),
  offer: text.min(1),
  country: text.min(1),
  status: z.enum(LEAD_STATUSES),
  owner: z.union([z.enum(["me", "none"]), z.uuid()]),
  delivery: z.enum(FORWARDING),
} satisfies Record<ChoiceField, z.ZodType<string>>;

const search = text.transform((q) => q.trim().replace(/\s+/g, " "));
const received = z.string().refine((range) => RECEIVED_HOURS.has(range) || isRangeOfDays(range));
const test = z.enum(["hidden", "shown", "only"]);
const unread = z.literal("1");

/** A value of the address that no lead can have; the rest of the filter works without it. */
export type FilterProblem = { field: string; value: string };
export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * Reads the filter from the parameters of an address. Unknown parameters belong to somebody else (`lead`, `after`) and
 * are passed over; wrong values are named and left out.
 */
export function parseLeadFilter(params: SearchParams): { filter: LeadFilter; problems: FilterProblem[] } {
  const problems: FilterProblem[] = [];

  const readOne = <Value>(field: string, schema: z.ZodType<Value>): Value | null => {
    const value = [params[field] ?? []].flat().at(-1);
    if (!value) return null;
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    problems.push({ field, value });
    return null;
  };
  const readSeveral = <Value>(field: string, schema: z.ZodType<Value>): Value[] => {
    const read = [params[field] ?? []].flat().map((value) => ({ value, ...schema.safeParse(value) }));
    for (const { value, success } of read) if (!success && value) problems.push({ field, value });
    return [...new Set(read.flatMap(({ data }) => (data === undefined ? [] : [data])))].slice(0, MAX_CHOICES);
  };

  const filter: LeadFilter = {
    q: readOne("q", search) ?? "",
    action: readSeveral("action", choice.action),
    marketplace: readSeveral("marketplace", choice.marketplace),
    offer: readSeveral("offer", choice.offer),
    country: readSeveral("country", choice.country),
    status: readSeveral("status", choice.status),
    owner: readSeveral("owner", choice.owner),
    delivery: readSeveral("delivery", choice.delivery),
    received: readOne("received", received),
    test: readOne("test", test) ?? "hidden",
    unread: readOne("unread", unread) === "1",
  };
  return { filter, problems };
}

/** From the year 1000 to 2999: Postgres has no year 0, and nobody means the others. */
const day = z.iso.date().regex(/^[12]/);

function isRangeOfDays(range: string): boolean {
  const sides = range.split("..");
  const given = sides.filter(Boolean);
  return sides.length === 2 && given.length > 0 && given.every((side) => day.safeParse(side).success);
}
