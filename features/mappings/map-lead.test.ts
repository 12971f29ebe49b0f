import { describe, expect, it } from "vitest";
import type { FieldPart, MappingPart, MappingRow, MappingTransform, TargetField } from "#connectors/connector.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { mapLead } from "#features/mappings/map-lead.ts";

const ADA: MappableLead = {
  number: 1244,
  firstName: "Ada",
  lastName: "Lovelace",
  email: "Ada@Fabrikam.example",
  phone: "020 7946 0018",
  country: "GB",
  countryCode: "GB",
  company: "Fabrikam",
  title: "Engineer",
  leadSource: "AzureMarketplace-PLT|Northwind Analytics",
  actionCode: "PLT",
  action: "contact",
  marketplace: "azure_marketplace",
  offerTitle: "Northwind Analytics",
  offerId: "analytics",
  publisher: "northwind",
  description: "Campaigns: ",
  message: null,
  receivedAt: new Date("2026-11-22T09:12:00Z"),
  campaign: { utm_source: "newsletter", "a.b": "dotted" },
  extra: { ConsentVersion: "2025-06" },
  url: "https://leads.northwind.example/leads/1244",
};

describe("what stands in a field", () => {
  it("joins texts and lead values in their order", () => {
    expect(value(string(), [of("action"), text(": "), of("offer_title")])).toBe("Contact request: Northwind Analytics");
  });

  it("leaves nothing of a text when every lead value between it is empty", () => {
    const nameless = { firstName: null, lastName: null };
    expect(value(string(), [text("Name: "), of("first_name"), text(" "), of("last_name")], nameless)).toBeUndefined();
  });

  it("keeps a text that asks for no lead value", () => {
    expect(value(string(), [text("Microsoft marketplace")])).toBe("Microsoft marketplace");
  });

  it.each([
    ["full_name", "Ada Lovelace"],
    ["country_name", "United Kingdom"],
    ["marketplace", "Azure Marketplace"],
    ["number", "L-1244"],
    ["lead_url", "https://leads.northwind.example/leads/1244"],
    ["received_at", "2026-11-22T09:12:00.000Z"],
    ["campaign.utm_source", "newsletter"],
    ["campaign.a.b", "dotted"],
    ["extra.ConsentVersion", "2025-06"],
    ["contact_summary", "Engineer at Fabrikam"],
    ["campaign.not_there", undefined],
    ["campaign.__proto__", undefined],
    ["extra.toString", undefined],
  ])("knows %s", (name, expected) => {
    expect(value(string(), [of(name)])).toBe(expected);
  });

  it("shows the code of an action it has no word for", () => {
    expect(value(string(), [of("action")], { action: "other", actionCode: "XYZ" })).toBe("XYZ");
  });
});

describe("transforms", () => {
  it.each<[MappingTransform, string, Partial<MappableLead>, string | undefined]>([
    ["lower", "email", {}, "ada@fabrikam.example"],
    ["upper", "company", {}, "FABRIKAM"],
    ["trim", "company", { company: "  Süd   Werk " }, "Süd Werk"],
    ["phone_international", "phone", { phone: "612 345 678", countryCode: "ES" }, "+34 612 34 56 78"],
    ["phone_international", "phone", { phone: "+34612345678", countryCode: null }, "+34 612 34 56 78"],
    ["phone_international", "phone", { phone: "16175555555", countryCode: "US" }, "+1 617 555 5555"],
    ["phone_international", "phone", { phone: "ask for Ada", countryCode: "ES" }, "ask for Ada"],
    ["email_domain", "email", {}, "fabrikam.example"],
    ["email_domain", "email", { email: "ada@GMail.com" }, undefined],
    ["email_domain", "email", { email: "not an address" }, undefined],
    ["title", "last_name", { lastName: "MCDONALD-O'BRIEN" }, "McDonald-O'Brien"],
    ["title", "last_name", { lastName: "DE LA CRUZ" }, "de la Cruz"],
    ["title", "last_name", { lastName: "McDonald de la Cruz" }, "McDonald de la Cruz"],
    ["title", "company", { company: "IBM deutschland" }, "IBM Deutschland"],
    ["title", "full_name", { firstName: "élodie", lastName: "van der berg" }, "Élodie van der Berg"],
    ["first_word", "full_name", { firstName: " Ana María", lastName: "Ruiz" }, "Ana"],
    ["after_first_word", "full_name", { firstName: "Ana", lastName: "Ruiz  Gil" }, "Ruiz  Gil"],
    ["after_first_word", "first_name", { firstName: "Ana" }, undefined],
    ["phone_e164", "phone", { phone: "(0)20 7946 0018", countryCode: "GB" }, "+442079460018"],
    ["phone_e164", "phone", { phone: "ext. 12", countryCode: "GB" }, "ext. 12"],
    ["country_code", "country", { country: "Spain" }, "ES"],
    ["country_code3", "country", { country: "España" }, "ESP"],
    ["country_name", "country", { country: "DEU" }, "Germany"],
    ["country_name", "country", { country: "Atlantis" }, "Atlantis"],
    ["date", "received_at", { receivedAt: new Date("2026-11-22T23:59:59-02:00") }, "2026-11-23"],
    ["date", "title", { title: "next week" }, "next week"],
  ])("%s of %s with %j", (transform, name, given, expected) => {
    expect(value(string(), [of(name, transform)], given)).toBe(expected);
  });
});

describe("other words for a value", () => {
  const table: FieldPart = {
    kind: "field",
    field: "marketplace",
    replace: [
      { from: "appsource ", to: "4" },
      { from: "AZURE MARKETPLACE", to: "8" },
    ],
  };
  const source = choice({
    choices: [
      { value: 4, label: "Partner" },
      { value: 8, label: "Web" },
      { value: 9, label: "Other" },
    ],
  });
  const portal = { marketplace: "azure_portal" };

  it("stand for it whatever its case", () => {
    expect(value(source, [table])).toBe(8);
    expect(value(string(), [{ ...table, transform: "upper" }])).toBe("8");
  });

  it("leave a text alone that has none, and a choice says which text that was", () => {
    expect(value(string(), [table], portal)).toBe("Azure portal");
    const row = { target: "f", value: [table], fallback: [] };
    expect(mapLead({ ...ADA, ...portal }, [row], [source])).toMatchObject({
      values: {},
      warnings: [{ code: "no_such_choice", values: { text: "Azure portal" } }],
    });
  });

  it("can be meant for everything else, but not for what is empty", () => {
    const rest = { ...table, otherwise: "9" };
    expect(value(source, [rest], portal)).toBe(9);
    expect(value(source, [rest], { marketplace: null })).toBeUndefined();
  });

  it("make yes or no of anything", () => {
    const asked: FieldPart = {
      kind: "field",
      field: "action",
      replace: [{ from: "Do not contact", to: "true" }],
      otherwise: "false",
    };
    const labelled = choice({
      type: "bool",
      choices: [
        { value: "true", label: "Do Not Allow" },
        { value: "false", label: "Allow" },
      ],
    });
    expect(value(string({ type: "bool" }), [asked])).toBe(false);
    expect(
      mapLead({ ...ADA, action: "dnc" }, [{ target: "f", value: [asked], fallback: [] }], [labelled]),
    ).toMatchObject({
      values: { f: true },
      results: { f: { text: "Do Not Allow" } },
    });
  });
});

describe("the first available", () => {
  const either: MappingPart = {
    kind: "first",
    fields: [
      { kind: "field", field: "company" },
      { kind: "field", field: "email", transform: "email_domain" },
    ],
  };

  it("is taken, in the order given, and the fallback when none is", () => {
    expect(value(string(), [either])).toBe("Fabrikam");
    expect(value(string(), [either], { company: " " })).toBe("fabrikam.example");
    const row = { target: "f", value: [either], fallback: [text("unknown")] };
    expect(mapLead({ ...ADA, company: null, email: null }, [row], [string()]).values).toEqual({ f: "unknown" });
  });
});

describe("a length of the mapping's own", () => {
  it("cuts one part and leaves the rest, and is told as asked for", () => {
    const row = { target: "f", value: [{ ...of("company"), maxLength: 4 }, text(" / "), of("title")], fallback: [] };
    expect(mapLead(ADA, [row], [string()])).toMatchObject({
      values: { f: "Fab… / Engineer" },
      warnings: [{ code: "cut", values: { length: 8, maxLength: 4 } }],
    });
  });
});

describe("an empty value", () => {
  const row: MappingRow = { target: "f", value: [of("company")], fallback: [], whenEmpty: "stop" };

  it("stops the lead where that is asked for, and only when there is no fallback either", () => {
    const mapped = mapLead({ ...ADA, company: null }, [row], [string()]);
    expect(mapped).toMatchObject({ values: {}, problems: [{ field: "f", code: "stopped_empty" }], warnings: [] });
    expect(mapLead(ADA, [row], [string()]).problems).toEqual([]);
    expect(mapLead({ ...ADA, company: null }, [{ ...row, fallback: [text("-")] }], [string()]).problems).toEqual([]);
  });
});

describe("a field that the destination fills itself", () => {
  it("is left out with a warning, and missed by nobody", () => {
    const own = string({ readOnly: true, required: true });
    expect(mapLead(ADA, [{ target: "f", value: [of("company")], fallback: [] }], [own])).toMatchObject({
      values: {},
      problems: [],
      warnings: [{ code: "read_only" }],
    });
    expect(mapLead(ADA, [], [own])).toMatchObject({ problems: [], warnings: [] });
  });
});

describe("fallback", () => {
  const row = { target: "company", value: [of("company")], fallback: [of("email", "email_domain")] };

  it("stands in for an empty value and says so", () => {
    const { values, warnings } = mapLead({ ...ADA, company: null }, [row], [string({ name: "company" })]);
    expect(values).toEqual({ company: "fabrikam.example" });
    expect(warnings).toMatchObject([{ field: "company", code: "filled_in" }]);
  });

  it("stands in for a value the field cannot take", () => {
    const rating = choice({ name: "rating", choices: [{ value: 3, label: "Cold" }] });
    const mapped = mapLead(ADA, [{ target: "rating", value: [of("action")], fallback: [text("cold")] }], [rating]);
    expect(mapped.values).toEqual({ rating: 3 });
    expect(mapped.warnings.map(({ code }) => code)).toEqual(["no_such_choice", "filled_in"]);
  });
});

describe("required fields", () => {
  const lastName = string({ name: "lastname", label: "Last name", required: true });

  it("are a problem that names the field when they come out empty", () => {
    const rows = [{ target: "lastname", value: [of("last_name")], fallback: [] }];
    expect(mapLead({ ...ADA, lastName: null }, rows, [lastName]).problems).toEqual([
      { field: "lastname", label: "Last name", code: "required_empty", values: {} },
    ]);
  });

  it("are a problem when no row fills them", () => {
    expect(mapLead(ADA, [], [lastName]).problems).toMatchObject([{ field: "lastname", code: "required_empty" }]);
  });

  it("are satisfied by false and by zero", () => {
    const fields = [
      string({ name: "sold", type: "bool", required: true }),
      string({ name: "n", type: "int", required: true }),
    ];
    const rows = [
      { target: "sold", value: [text("no")], fallback: [] },
      { target: "n", value: [text("0")], fallback: [] },
    ];
    expect(mapLead(ADA, rows, fields)).toMatchObject({ values: { sold: false, n: 0 }, problems: [] });
  });
});

describe("lengths", () => {
  it("cuts with an ellipsis, never inside a character, and says what was there", () => {
    const { values, warnings } = mapLead(
      { ...ADA, title: "CTO 👩‍👩‍👧‍👦🚀 of Europe" },
      [{ target: "title", value: [of("title")], fallback: [] }],
      [string({ name: "title", maxLength: 17 })],
    );
    expect(values).toEqual({ title: "CTO 👩‍👩‍👧‍👦…" });
    expect(warnings).toMatchObject([{ field: "title", code: "truncated", values: { length: 27, maxLength: 17 } }]);
  });

  it.each([1, 2, 3, 4, 5])("never exceeds %i", (maxLength) => {
    const shortened = value(string({ maxLength }), [text("😀😀😀😀")]);
    expect(String(shortened).length).toBeLessThanOrEqual(maxLength);
    expect(String(shortened).isWellFormed()).toBe(true);
  });

  it("leaves alone what just fits", () => {
    expect(value(string({ maxLength: 8 }), [of("company")])).toBe("Fabrikam");
  });
});

describe("types", () => {
  const source = choice({
    choices: [
      { value: 1, label: "8" },
      { value: 8, label: "Web" },
      { value: "partner", label: " Partner " },
    ],
  });

  it.each([
    ["8", 8],
    ["WEB", 8],
    ["partner", "partner"],
    ["Partner ", "partner"],
    ["Trade show", undefined],
  ])("finds the choice for %j by value, then by label, whatever the case", (given, expected) => {
    expect(value(source, [text(given)])).toBe(expected);
  });

  it.each<[TargetField["type"], string, unknown]>([
    ["int", "42", 42],
    ["int", "4.2", undefined],
    ["decimal", "-4.25", -4.25],
    ["decimal", "1,5", undefined],
    ["bool", "Yes", true],
    ["bool", "perhaps", undefined],
    ["date", "2026-11-22", "2026-11-22"],
    ["date", "2026-11-22T23:30:00-05:00", "2026-11-23"],
    ["date", "22/11/2026", undefined],
    ["datetime", "2026-11-22T10:12:00+01:00", "2026-11-22T09:12:00.000Z"],
  ])("makes of a %s field's %j %j", (type, given, expected) => {
    expect(value(string({ type }), [text(given)])).toBe(expected);
  });

  it("names the text a field cannot take and leaves the field out", () => {
    const { values, warnings } = mapLead(
      ADA,
      [{ target: "f", value: [text("XK")], fallback: [] }],
      [choice({ choices: [{ value: "ES", label: "Spain" }] })],
    );
    expect(values).toEqual({});
    expect(warnings).toMatchObject([{ field: "f", code: "no_such_choice", values: { text: "XK" } }]);
  });
});

describe("fields the destination does not have", () => {
  const rows = [{ target: "gone", value: [of("company")], fallback: [] }];

  it("are left out with a warning", () => {
    expect(mapLead(ADA, rows, [string()])).toMatchObject({
      values: {},
      warnings: [{ field: "gone", code: "unknown_field" }],
    });
  });

  it("are sent as text while none of its fields is known", () => {
    expect(mapLead(ADA, rows, []).values).toEqual({ gone: "Fabrikam" });
  });
});

function value(field: TargetField, parts: MappingPart[], given: Partial<MappableLead> = {}) {
  return mapLead({ ...ADA, ...given }, [{ target: field.name, value: parts, fallback: [] }], [field]).values[
    field.name
  ];
}

function of(field: string, transform?: MappingTransform): FieldPart {
  return { kind: "field", field, ...(transform && { transform }) };
}

function text(content: string): MappingPart {
  return { kind: "text", text: content };
}

function string(given: Partial<TargetField> = {}): TargetField {
  return { name: "f", label: "Field", type: "string", required: false, ...given };
}

function choice(given: Partial<TargetField>): TargetField {
  return string({ type: "choice", ...given });
}
