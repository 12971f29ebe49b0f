import { isCovered } from "#components/keys/keyboard.ts";
import { readOpenLead } from "#components/keys/open-lead.ts";
import { readSelection } from "#components/leads/selection.ts";
import { countSelected } from "#features/leads/lead-selection.ts";

/** Nobody does anything in the list: it may move. */
export function isListIdle(): boolean {
  const list = document.querySelector<HTMLElement>("[data-list]");
  const isAtTop = (list?.scrollTop ?? 0) === 0 && scrollY === 0;
  const isInHand = list?.matches(":hover") || list?.contains(document.activeElement);
  return isAtTop && !isInHand && !readOpenLead() && countSelected(readSelection()).count === 0 && !isCovered();
}
