import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { type FilterWords, suggest } from "#features/leads/suggest-filter.ts";
import { insertAt, typedAt } from "#features/leads/typed-condition.ts";

const NAMES = new Map([
  ["new", "Nuevo"],
  ["DE", "Alemania"],
  ["AT", "Austria"],
]);

const words: FilterWords = {
  fields: [
    { insert: "status:", name: "Estado" },
    { insert: "country:", name: "País" },
    { insert: "delivery:", name: "Reenvío" },
    { insert: "delivery.salesforce:", name: "Reenvío a Salesforce" },
  ],
  conditions: [
    { insert: "country:DE", name: "Alemania" },
    { insert: "owner:priya@contoso.example", name: "Priya Raman" },
  ],
  value: (_field, value) => NAMES.get(value) ?? value,
};

/** The caret stands at the bar. */
function typed(given: string) {
  return typedAt(given.replace("|", ""), given.indexOf("|"));
}

const inserts = (given: string, options: { value: string; count: number }[] | null = null) =>
  suggest(typed(given), words, options).map(({ insert }) => insert);

test("a word is completed to fields by their name in the text and in the person's language, without accents", () => {
  expect(inserts("sta|")).toEqual(["status:"]);
  expect(inserts("estado|")).toEqual(["status:"]);
  expect(inserts("acme pais|")).toEqual(["country:"]);
  expect(inserts("-reenv|")).toEqual(["delivery:", "delivery.salesforce:"]);
  expect(inserts("delivery.s|")).toEqual(["delivery.salesforce:"]);
  expect(inserts("|")).toEqual(["status:", "country:", "delivery:"]);
});

test("a word that names a country or a person is completed to the whole condition", () => {
  expect(inserts("alem|")).toEqual(["country:DE"]);
  expect(inserts("priya|")).toEqual(["owner:priya@contoso.example"]);
  expect(inserts('"priya|')).toEqual([]);
});

test("values come with counts, by their name or as they are written, in quotes where they need them", () => {
  const countries = [
    { value: "DE", count: 7 },
    { value: "AT", count: 2 },
  ];
  expect(suggest(typed("country:|"), words, countries)).toEqual([
    { insert: "DE", name: "Alemania", count: 7 },
    { insert: "AT", name: "Austria", count: 2 },
  ]);
  expect(inserts("country:DE,aus|", countries)).toEqual(["AT"]);
  expect(inserts("country:de|", countries)).toEqual(["DE"]);
  expect(inserts("offer:|", [{ value: "Contoso Data, Gateway", count: 1 }])).toEqual(['"Contoso Data, Gateway"']);
  expect(inserts('offer:"contoso d|', [{ value: "Contoso Data", count: 1 }])).toEqual(['"Contoso Data"']);
});

test("closed lists are offered before they are counted, and with none where there is no lead", () => {
  expect(inserts("status:|")).toEqual(["new", "contacted", "qualified", "closed"]);
  expect(suggest(typed("status:nue|"), words, [])).toEqual([{ insert: "new", name: "Nuevo", count: 0 }]);
});

test("values are counted beside everything else that is typed", () => {
  expect(typed("acme status:new,c| tag:vip").rest).toBe("acme  tag:vip");
  expect(typed("delivery.salesforce:f|")).toMatchObject({ field: "delivery", of: "salesforce", typed: "f" });
  expect(typed("source:|")).toMatchObject({ field: "marketplace" });
});

test("choosing replaces what was typed and nothing else", () => {
  const chosen = (given: string, insert: string) => {
    const { text, caret } = insertAt(given.replace("|", ""), typed(given), insert);
    return `${text.slice(0, caret)}|${text.slice(caret)}`;
  };
  expect(chosen("acme sta|", "status:")).toBe("acme status:|");
  expect(chosen("-sta|", "status:")).toBe("-status:|");
  expect(chosen("sta|:new", "status:")).toBe("status:|new");
  expect(chosen("status:n|", "new")).toBe("status:new |");
  expect(chosen("status:n|,closed tag:vip", "new")).toBe("status:new|,closed tag:vip");
  expect(chosen('offer:"contoso d| tag:vip', '"Contoso Data"')).toBe('offer:"Contoso Data" |');
  expect(chosen("alem| tag:vip", "country:DE")).toBe("country:DE| tag:vip");
});

test("any value chosen while its condition is typed is read as that value, whatever stands before it", () => {
  const before = fc.constantFrom("", "acme ", 'tag:"a b" ', "-is:dnc ");
  fc.assert(
    fc.property(before, fc.string({ minLength: 1, maxLength: 20 }), (start, tag) => {
      fc.pre(tag.trim() === tag && tag.toLowerCase() !== "none" && !tag.includes("\0"));
      const given = `${start}tag:`;
      const [suggestion] = suggest(typedAt(given, given.length), words, [{ value: tag, count: 1 }]);
      const { text } = insertAt(given, typedAt(given, given.length), suggestion?.insert ?? "");
      const { filter, problems } = parseFilter(text);
      expect(problems).toEqual([]);
      expect(filter.at(-1)).toEqual({ field: "tag", values: [tag] });
    }),
  );
});
