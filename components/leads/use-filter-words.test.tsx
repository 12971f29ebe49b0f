import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { useProblemWords } from "#components/leads/use-problem-words.ts";
import { FILTER_FIELDS, knownValues } from "#features/leads/lead-filter.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };

const LANGUAGES = { en, es } as const;
const NAMES = { "priya@contoso.example": "Priya Raman", salesforce: "Salesforce", "01a2-endpoint": "Analytics" };

/** What a part of a page says; a message that is not there fails. */
function said(language: keyof typeof LANGUAGES, part: ReactNode): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={language}
      messages={LANGUAGES[language]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {part}
    </NextIntlClientProvider>,
  );
  return html.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&gt;", ">");
}

function Chips({ text }: { text: string }) {
  const words = useFilterWords(NAMES);
  return parseFilter(text)
    .filter.map((condition) => words.chip(condition))
    .map(({ field, operator, value }) => `${field} ${operator} ${value}`)
    .join("; ");
}

function Problems({ text }: { text: string }) {
  const words = useProblemWords();
  return parseFilter(text)
    .problems.map((problem) => words(problem).sentence)
    .join("; ");
}

const chips = (text: string, language: keyof typeof LANGUAGES = "en") => said(language, <Chips text={text} />);
const problems = (text: string, language: keyof typeof LANGUAGES = "en") => said(language, <Problems text={text} />);

test("every field and every value of its list has words in both languages, also where it is negated", () => {
  for (const language of ["en", "es"] as const) {
    for (const field of FILTER_FIELDS) {
      const values = knownValues(field) ?? ["12", "none"];
      if (field === "text") continue;
      for (const value of values) {
        for (const text of [`${field}:${value}`, `-${field}:${value}`]) {
          // "Not given" and words of other languages are words; a code is one that was let through.
          if (parseFilter(text).filter.length > 0) expect(chips(text, language)).toMatch(/^\S+.* .*\S$/);
        }
      }
    }
  }
});

test("a chip reads as a sentence", () => {
  expect(chips("action:contact,install -country:DE")).toBe(
    "Action is any of Contact request, Install; Country is not Germany",
  );
  expect(chips("owner:priya@contoso.example -owner:me,none")).toBe(
    "Owner is Priya Raman; Owner is none of me, Unassigned",
  );
  expect(chips("delivery.salesforce:failed")).toBe("Forwarding to Salesforce is Failed");
  expect(chips("has:phone -has:email,company mentions:me")).toBe(
    "Lead has a phone number; Lead has none of an email, a company; Notes mention me",
  );
  expect(chips("received:30d received:2026-01-05..2026-01-06 test:shown")).toBe(
    "Received in Last 30 days; Received in Jan 5, 2026 to Jan 6, 2026; Test leads are shown",
  );
  expect(chips("action:contact received:30d test:shown -has:phone", "es")).toBe(
    "Acción es Solicitud de contacto; Recibido en Últimos 30 días; Leads de prueba se muestran; Lead no tiene un teléfono",
  );
  expect(chips("tag:a,b,c,d,e")).toBe("Tag is any of a, b, c and 2 more");
});

test("a name that every object has is a name like any other", () => {
  expect(chips("endpoint:constructor delivery.toString:failed tag:__proto__")).toBe(
    "Endpoint is constructor; Forwarding to tostring is Failed; Tag is __proto__",
  );
});

test("a problem says what is wrong and what would be right", () => {
  expect(problems("stauts:new")).toBe("There is no field “stauts”. Perhaps you mean “status”.");
  expect(problems("http://contoso.com")).toContain("put them in quotes");
  expect(problems("status:open")).toBe(
    "“open” is not known for “Status”. It can be: new, contacted, qualified, closed.",
  );
  expect(problems("status: received:2026-13 owner:priya")).toBe(
    "Nothing stands behind “status:”. For example: status:new.; “2026-13” is no time that Buzón knows. It can be: 24h, 7d, 30d, 90d, a day like 2026-01-31, a month like 2026-01, or from one to the other like 2026-01-01..2026-01-31.; “priya” is nobody. Write me, none, or an email address.",
  );
  expect(problems('"ada')).toContain("opened and not closed");
  for (const text of [
    "stauts:new",
    "xyz:1",
    "status:",
    "status:open",
    "due:x",
    "owner:x",
    "number:x",
    '"x',
    "x".repeat(20_000),
  ]) {
    expect(problems(text, "es")).not.toBe("");
  }
});
