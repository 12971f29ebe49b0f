import type { leadStatus } from "#db/schema.ts";

// The closed lists of the inbox, without drizzle, so that the browser's parts may use them too.

export const LEAD_STATUSES = ["new", "contacted", "qualified", "closed"] as const;
export type LeadStatus = (typeof leadStatus.enumValues)[number];

/** What `leads.action` holds; `none` stands for null. */
export const LEAD_ACTIONS = ["contact", "install", "test_drive", "purchase", "dnc", "other", "none"] as const;
export type LeadAction = (typeof LEAD_ACTIONS)[number];

/** What `leads.marketplace` holds; `none` stands for null. */
export const MARKETPLACES = ["appsource", "azure_marketplace", "azure_portal", "test_drive", "other", "none"] as const;
export type Marketplace = (typeof MARKETPLACES)[number];

/**
 * How far forwarding of a lead has come; a lead with several deliveries may be several of these. A failure that somebody
 * has dealt with is none any more: it counts with what is not sent on purpose.
 */
export const FORWARDING = ["delivered", "waiting", "held", "failed", "skipped", "none"] as const;
export type Forwarding = (typeof FORWARDING)[number];

/** Why a lead is closed, where somebody said so. */
export const CLOSE_REASONS = ["not_a_fit", "no_reply", "competitor", "student", "spam", "other"] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What people put on a lead or take off it by hand, beside its status. */
export const LEAD_FLAGS = ["test", "do_not_contact"] as const;
export type LeadFlag = (typeof LEAD_FLAGS)[number];

/** On one lead, and of one in characters. */
export const MAX_TAGS = 20;
export const MAX_TAG_LENGTH = 40;
