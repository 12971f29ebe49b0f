import type { LeadAction } from "#features/leads/lead-words.ts";

/** From the ground up, and what each looks like: what has no colour of its own has a pattern. */
export const ACTION_LOOKS: ReadonlyMap<LeadAction, string> = new Map([
  ["install", "fill-chart-1"],
  ["contact", "fill-chart-2 stroke-unread-ring"],
  ["test_drive", "fill-chart-3"],
  ["purchase", "fill-chart-5"],
  ["dnc", "fill-chart-4"],
  ["other", "fill-[url(#hatch)] stroke-neutral-icon"],
  ["none", "fill-surface stroke-neutral-icon [stroke-dasharray:2_2]"],
]);
