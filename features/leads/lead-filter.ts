import type { Forwarding, LeadAction, LeadStatus, Marketplace } from "#features/leads/lead-words.ts";

/**
 * What a list of leads asks for: one filter for the inbox, its counts and the export. Fields that take several values
 * take them as alternatives; `none` means that the lead has no value there. `parseLeadFilter` reads it from an address.
 */
export type LeadFilter = {
  /** Every word must occur in the lead. */
  q: string;
  action: LeadAction[];
  marketplace: Marketplace[];
  offer: string[];
  /** ISO 3166-1 alpha-2, or what the lead says where that is no country we know. */
  country: string[];
  status: LeadStatus[];
  /** `me`, `none` or a user's id. */
  owner: string[];
  delivery: Forwarding[];
  /** A key of RECEIVED_HOURS, or days of the reader's time zone: `2026-01-01..2026-01-31`, either side may be missing. */
  received: string | null;
  test: "hidden" | "shown" | "only";
  /** Only what the reader has not opened. */
  unread: boolean;
};

export const CHOICE_FIELDS = ["action", "marketplace", "offer", "country", "status", "owner", "delivery"] as const;
export type ChoiceField = (typeof CHOICE_FIELDS)[number];
export type FilterField = ChoiceField | "received" | "test" | "unread";

export const RECEIVED_HOURS: ReadonlyMap<string, number> = new Map([
  ["24h", 24],
  ["7d", 7 * 24],
  ["30d", 30 * 24],
  ["90d", 90 * 24],
]);

export const EVERYTHING: LeadFilter = {
  q: "",
  action: [],
  marketplace: [],
  offer: [],
  country: [],
  status: [],
  owner: [],
  delivery: [],
  received: null,
  test: "hidden",
  unread: false,
};

/** The parameters that `parseLeadFilter` reads as this filter, always in the same order; nothing for what is not asked. */
export function leadFilterParams(filter: LeadFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.q) params.set("q", filter.q);
  for (const field of CHOICE_FIELDS) for (const value of filter[field]) params.append(field, value);
  if (filter.received) params.set("received", filter.received);
  if (filter.test !== "hidden") params.set("test", filter.test);
  if (filter.unread) params.set("unread", "1");
  return params;
}

/** The fields in which the filter asks for something: the chips above the list. */
export function activeFields(filter: LeadFilter): FilterField[] {
  return [
    ...CHOICE_FIELDS.filter((field) => filter[field].length > 0),
    ...(filter.received ? (["received"] as const) : []),
    ...(filter.test === "hidden" ? [] : (["test"] as const)),
    ...(filter.unread ? (["unread"] as const) : []),
  ];
}

/** The same filter without what it asks for in one field. */
export function withoutField(filter: LeadFilter, field: FilterField | "q"): LeadFilter {
  return { ...filter, [field]: EVERYTHING[field] };
}
