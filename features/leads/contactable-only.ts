import type { Condition, LeadFilter } from "#features/leads/lead-filter.ts";

/** The same leads without tests and without those whom Microsoft asks not to contact. */
export function contactableOnly(filter: LeadFilter): LeadFilter {
  return [...filter, { field: "test", values: ["hidden"] }, { field: "is", values: ["dnc"], isNot: true }];
}

/** Whether the filter itself asks for leads that `contactableOnly` leaves out. */
export function asksForOthers(filter: LeadFilter): boolean {
  const asksFor = ({ field, values, isNot }: Condition) =>
    (field === "test" && values.some((value) => value !== "hidden")) ||
    (field === "is" && values.includes("dnc") && !isNot) ||
    (field === "action" && values.includes("dnc") && !isNot);
  return filter.some(asksFor);
}
