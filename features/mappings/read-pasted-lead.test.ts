import { expect, test } from "vitest";
import { readPastedLead } from "#features/mappings/read-pasted-lead.ts";

const NOW = new Date("2026-11-22T12:00:00Z");

test("a pasted request is read as one of Microsoft's would be", () => {
  const text = JSON.stringify({
    UserDetails: { FirstName: "Ada", Country: "United Kingdom" },
    LeadSource: "SPZA-PLT|Contoso Backup",
    ConsentVersion: "3",
  });
  expect(readPastedLead(text, NOW)).toMatchObject({
    ok: true,
    lead: {
      firstName: "Ada",
      countryCode: "GB",
      action: "contact",
      marketplace: "appsource",
      offerTitle: "Contoso Backup",
      extra: { ConsentVersion: "3" },
      receivedAt: NOW,
    },
  });
});

test("what is no lead is refused, with the place where it breaks", () => {
  expect(readPastedLead('{"FirstName": }', NOW)).toMatchObject({ ok: false, line: 1 });
  expect(readPastedLead("[]", NOW)).toEqual({ ok: false, code: "not_an_object" });
});
