import { z } from "zod";
import { leadChangeOrder } from "#features/leads/lead-change-order.ts";

/** What can be done to every lead of a filter. */
export const bulkOrder = z.discriminatedUnion("kind", [
  leadChangeOrder,
  /** Owes them to a destination that does not have them yet, whatever its rules say. */
  z.object({ kind: z.literal("send"), destinationId: z.uuid() }),
  /** Takes the personal data out of them, for good. */
  z.object({ kind: z.literal("erase") }),
]);
export type BulkOrder = z.infer<typeof bulkOrder>;

/** Which leads are meant, as a page says it. */
export const bulkScope = z.object({
  /** In the words of features/leads/parse-filter.ts, which refuses what is too long. */
  filter: z.string().max(20_000),
  /** When the list was read: what came later is not meant, and "the last 7 days" end here. */
  asOf: z.iso.datetime(),
});
export type BulkScope = z.infer<typeof bulkScope>;

/** Why a lead that the filter finds stays as it is, in the order in which it is asked. */
export const BULK_LEFT_OUT = [
  "erased",
  "test",
  "do_not_contact",
  "already",
  "too_many_tags",
  "delivered",
  "sending",
  "waiting",
] as const;
export type BulkLeftOut = (typeof BULK_LEFT_OUT)[number];

export type BulkRefusal =
  | "forbidden"
  /** A part of the filter says nothing; without it, other leads would be meant. */
  | "unreadable_filter"
  | "owner_not_found"
  | "destination_not_found"
  /** Nothing is published yet that says how leads become its records. */
  | "destination_not_ready"
  | "nothing_to_change"
  | "not_found"
  | "not_running"
  | "not_undoable";
