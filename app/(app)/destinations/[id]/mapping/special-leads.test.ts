import { expect, test } from "vitest";
import { exampleLead } from "#features/mappings/example-lead.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import { specialLeads } from "./special-leads.ts";

const lead = (given: Partial<PreviewLead> = {}): PreviewLead => ({
  ...exampleLead("https://buzon.example"),
  id: "1",
  isTest: false,
  ...given,
});

test("a lead stands for one thing, so that the list names it once", () => {
  const leads = [
    lead(),
    lead({ phone: null, company: null }),
    lead({ company: null }),
    lead({ isTest: true, phone: null }),
  ];

  expect(specialLeads(leads)).toEqual([
    { kind: "no_phone", position: 1 },
    { kind: "no_company", position: 2 },
    { kind: "test", position: 3 },
  ]);
});
