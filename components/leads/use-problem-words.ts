import { useTranslations } from "next-intl";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { FILTER_FIELDS, type FilterField, knownValues } from "#features/leads/lead-filter.ts";
import type { FilterProblem } from "#features/leads/parse-filter.ts";
import { nearestWord } from "#lib/nearest-word.ts";

/** What is wrong with a part of a filter's text and what would be right; `meant` would be right in its place. */
export type ProblemWords = { sentence: string; meant?: { name: string; text: string } };

export function useProblemWords(): (problem: FilterProblem) => ProblemWords {
  const t = useTranslations("inbox.problems");
  const words = useFilterWords({});

  return ({ code, token, field }) => {
    switch (code) {
      case "open_quote":
        return { sentence: t("openQuote") };
      case "too_long":
        return { sentence: t("tooLong") };
      case "no_value":
        return { sentence: t("noValue", { token, example: `${token}${exampleOf(field)}` }) };
      case "unknown_field":
        return unknownField(token);
      case "unknown_value":
        return { sentence: unknownValue(token, field) };
    }
  };

  function unknownField(token: string): ProblemWords {
    const [, not = "", name = "", rest = ""] = /^(-?)([^:]*)(:.*)$/s.exec(token) ?? [];
    const meant = nearestWord(name.toLowerCase(), NAMES);
    if (!meant) return { sentence: t("unknownField", { name }) };
    return { sentence: t("meantField", { name, meant }), meant: { name: meant, text: `${not}${meant}${rest}` } };
  }

  function unknownValue(token: string, field: FilterField | undefined): string {
    const values = field && knownValues(field)?.join(", ");
    if (field === "received" || field === "due") return t("unknownDays", { token, values: values ?? "" });
    if (field && values) return t("unknownValue", { token, field: words.field(field), values });
    if (field === "owner") return t("unknownOwner", { token });
    return t(field === "number" ? "unknownNumber" : "unknownText", { token });
  }
}

const NAMES = FILTER_FIELDS.filter((field) => field !== "text");

const EXAMPLES: Partial<Record<FilterField, string>> = {
  offer: '"Contoso Analytics"',
  country: "DE,AT",
  owner: "me",
  tag: "vip",
  domain: "contoso.com",
  number: "1244",
};

function exampleOf(field: FilterField | undefined): string {
  return (field && (knownValues(field)?.[0] ?? EXAMPLES[field])) ?? "none";
}
