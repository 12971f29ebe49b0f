import { z } from "zod";
import { CLOSE_REASONS, type CloseReason, LEAD_FLAGS, LEAD_STATUSES, MAX_TAGS } from "#features/leads/lead-words.ts";

const tags = z.array(z.string().max(200)).max(MAX_TAGS);

/**
 * One thing that somebody wants to change, at one lead or at thousands. It is also what puts a lead back: the order
 * that sets what was there before.
 */
export const leadChangeOrder = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("status"),
    status: z.enum(LEAD_STATUSES),
    /** Only of what is closed. Left out: what is closed already keeps its reason. */
    reason: z.enum(CLOSE_REASONS).nullable().optional(),
  }),
  z.object({ kind: z.literal("owner"), ownerId: z.uuid().nullable() }),
  z.object({ kind: z.literal("tags"), add: tags, remove: tags }),
  /** A day as YYYY-MM-DD; null for none. */
  z.object({ kind: z.literal("follow_up"), on: z.iso.date().nullable() }),
  z.object({ kind: z.literal("flag"), flag: z.enum(LEAD_FLAGS), on: z.boolean() }),
  /** For the person who asks alone. */
  z.object({ kind: z.literal("read"), read: z.boolean() }),
]);

export type LeadChangeOrder = z.infer<typeof leadChangeOrder>;
export type OrderOf<Kind extends LeadChangeOrder["kind"]> = Extract<LeadChangeOrder, { kind: Kind }>;

/** Why an order does not change a lead. */
export const LEFT_OUT = ["erased", "do_not_contact", "too_many_tags", "unchanged"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** As the column holds it. */
export function knownReason(reason: string | null): CloseReason | null {
  return CLOSE_REASONS.find((known) => known === reason) ?? null;
}
