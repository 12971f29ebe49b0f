import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { type FilterProblem, parseLeadFilter, type SearchParams } from "#features/leads/parse-lead-filter.ts";
import { inboxHref } from "#features/leads/views.ts";

/** What the address of the inbox says. */
export type InboxView = {
  filter: LeadFilter;
  problems: FilterProblem[];
  /** The page begins after or before the lead of this number. */
  after?: number;
  before?: number;
  /** Open in the panel. */
  lead?: number;
};

/** Whatever is no number in the address is left out. */
export function readInboxView(params: SearchParams): InboxView {
  return {
    ...parseLeadFilter(params),
    after: positive(params.after),
    before: positive(params.before),
    lead: positive(params.lead),
  };
}

/** The list as it is, with this lead in the panel; without a number, with none. */
export function panelHref({ filter, after, before }: InboxView, lead?: number): string {
  return inboxHref(filter, { after, before, lead });
}

function positive(value: string | string[] | undefined): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}
