import { z } from "zod";

/** The states a person can ask for: those shown, `waiting` for all to come, `handled` for failures dealt with. */
export const STATE_CHOICES = [
  "delivered",
  "waiting",
  "queued",
  "sending",
  "retry",
  "held",
  "failed",
  "handled",
  "skipped",
  "cancelled",
] as const;
export type StateChoice = (typeof STATE_CHOICES)[number];

/** The field of a failure that is about no field. */
export const NO_FIELD = "-";

/** Postgres takes no NUL in a text, so nothing that holds one can match. */
const text = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\0]*$/);

const words = z
  .string()
  .transform((typed) => typed.trim().replace(/\s+/g, " "))
  .pipe(text);

/**
 * What a list of deliveries asks for: one filter for the list, its counts, and whatever is done to all that it matches.
 * Strict, because a part that is passed over would widen what is sent.
 */
export const deliveryFilter = z.strictObject({
  /** `failed`: failed, and dealt with by nobody. */
  tab: z.enum(["all", "waiting", "failed"]),
  destination: z.uuid().optional(),
  state: z.enum(STATE_CHOICES).optional(),
  /** What the last try ended with, and the first field it was about (NO_FIELD: about none). */
  code: text.optional(),
  field: text.optional(),
  /** The lead's number. */
  lead: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  /** Words of the lead: name, company, e-mail. */
  q: words.optional(),
  /** What one bulk replay has queued. */
  replay: z.uuid().optional(),
});

export type DeliveryFilter = z.output<typeof deliveryFilter>;
export type DeliveryTab = DeliveryFilter["tab"];

/** What a filter may ask for beside its tab. */
export const NARROWING = ["destination", "state", "code", "field", "lead", "q", "replay"] as const;

/** The same, where a part that cannot be meant is left out: for addresses that people type. */
export function readDeliveryFilter(params: Record<string, string | string[] | undefined>): DeliveryFilter {
  const { tab, ...narrowing } = deliveryFilter.shape;
  const given = Object.entries(narrowing).flatMap(([key, schema]) => {
    const read = schema.safeParse(params[key]);
    return read.success && read.data !== undefined ? [[key, read.data]] : [];
  });
  const read = tab.safeParse(params.tab);
  return deliveryFilter.parse({ tab: read.success ? read.data : "all", ...Object.fromEntries(given) });
}

export function isNarrowed(filter: DeliveryFilter): boolean {
  return NARROWING.some((key) => filter[key] !== undefined);
}
