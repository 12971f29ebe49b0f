import type { leads } from "#db/schema.ts";

type Lead = Pick<
  typeof leads.$inferSelect,
  | "number"
  | "firstName"
  | "lastName"
  | "email"
  | "phone"
  | "country"
  | "countryCode"
  | "company"
  | "title"
  | "leadSource"
  | "actionCode"
  | "action"
  | "marketplace"
  | "offerTitle"
  | "offerId"
  | "publisher"
  | "description"
  | "message"
  | "receivedAt"
  | "campaign"
  | "extra"
>;

/** A lead as far as a mapping may look at it. */
export type MappableLead = Lead;
