import { type Condition, type LeadFilter, withValues } from "#features/leads/lead-filter.ts";
import type { SearchParams } from "#features/leads/parse-filter.ts";
import { parseValue } from "#features/leads/parse-value.ts";
import { inboxHref } from "#features/leads/views.ts";
import { DEFAULT_RECEIVED, type Period, readPeriod, receivedIn } from "#features/reports/period.ts";

/** Which leads a report is about; its address says it in the words of the inbox's filter. Test leads are never among them. */
export type ReportScope = {
  /** As the address says it: `30d`, `2026-01`, `2026-01-05..2026-01-20`. */
  received: string;
  period: Period;
  offer?: string;
  country?: string;
};

/** Whatever is in the address that cannot be meant is left out. */
export function readScope(params: SearchParams, today: string): ReportScope {
  const asked = oneOf(params.received) ?? DEFAULT_RECEIVED;
  const period = readPeriod(asked, today);
  const usual = readPeriod(DEFAULT_RECEIVED, today);
  if (!usual) throw new Error("The usual period of a report is one that readPeriod knows");
  return {
    received: period ? asked : DEFAULT_RECEIVED,
    period: period ?? usual,
    offer: readValue("offer", params.offer),
    country: readValue("country", params.country),
  };
}

/** What the inbox shows for it. */
export function scopeFilter({ period, offer, country }: ReportScope): LeadFilter {
  return [
    { field: "received", values: [receivedIn(period)] },
    ...(offer ? ([{ field: "offer", values: [offer] }] as const) : []),
    ...(country ? ([{ field: "country", values: [country] }] as const) : []),
  ];
}

/** The list of exactly the leads that a figure of the report counts. */
export function leadsHref(scope: ReportScope, ...narrowing: Condition[]): string {
  return inboxHref(narrow(scopeFilter(scope), narrowing));
}

/** The filter with what is asked besides; what it asks in the same field is replaced. */
export function narrow(filter: LeadFilter, narrowing: Condition[]): LeadFilter {
  let narrowed = filter;
  for (const condition of narrowing) {
    const { field, values, of, isNot } = condition;
    narrowed = of || isNot ? [...narrowed, condition] : withValues(narrowed, field, values);
  }
  return narrowed;
}

export type ScopeWords = Pick<ReportScope, "received" | "offer" | "country">;

/** The report's address, or that of its file. */
export function reportHref({ received, offer, country }: ScopeWords, path = "/reports"): string {
  const params = new URLSearchParams();
  if (received !== DEFAULT_RECEIVED) params.set("received", received);
  if (offer) params.set("offer", offer);
  if (country) params.set("country", country);
  return params.size > 0 ? `${path}?${params}` : path;
}

function readValue(field: "offer" | "country", given: string | string[] | undefined): string | undefined {
  const value = oneOf(given);
  return value === undefined || value.includes("\0") ? undefined : (parseValue(field, value) ?? undefined);
}

function oneOf(given: string | string[] | undefined): string | undefined {
  return [given].flat().at(-1);
}
