import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";

export type SpecialLead = { kind: "no_phone" | "no_company" | "long_text" | "dnc" | "test"; position: number };

/** A text that many fields of a CRM are too short for. */
const LONG_TEXT = 500;

/** Leads that show what a mapping does at its edges, as far as there are such; each stands for one thing only. */
export function specialLeads(leads: PreviewLead[]): SpecialLead[] {
  const taken = new Set<number>();
  return KINDS.flatMap(({ kind, is }): SpecialLead[] => {
    const position = leads.findIndex((lead, index) => !taken.has(index) && is(lead));
    if (position < 0) return [];
    taken.add(position);
    return [{ kind, position }];
  });
}

const KINDS: { kind: SpecialLead["kind"]; is: (lead: PreviewLead) => boolean }[] = [
  { kind: "no_phone", is: ({ isTest, phone }) => !isTest && !phone },
  { kind: "no_company", is: ({ isTest, company }) => !isTest && !company },
  { kind: "long_text", is: ({ isTest, description }) => !isTest && (description?.length ?? 0) > LONG_TEXT },
  { kind: "dnc", is: ({ action }) => action === "dnc" },
  { kind: "test", is: ({ isTest }) => isTest },
];
