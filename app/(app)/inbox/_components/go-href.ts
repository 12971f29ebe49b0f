import { findJump } from "#features/leads/find-jump.ts";
import { splitFilter } from "#features/leads/lead-filter.ts";
import { filterText, type SearchParams } from "#features/leads/parse-filter.ts";
import { textHref } from "#features/leads/views.ts";
import type { Session } from "#features/people/session.ts";
import { lookOf, panelHref, readInboxView } from "./inbox-view.ts";

/**
 * Where a search leads (`go=lead`): to the lead that is named outright, by number or address, else to the list. The filter
 * is written as the list writes it; what cannot be read in it stays as it was typed, to be put right.
 */
export async function goHref(session: Session, params: SearchParams): Promise<string> {
  const view = readInboxView(params);
  if (view.problems.length > 0) return textHref(filterText(params), lookOf(view));
  const named = params.go === "lead" ? await findJump(session, splitFilter(view.filter).words) : null;
  return panelHref({ ...view, after: undefined, before: undefined }, named ?? undefined);
}
