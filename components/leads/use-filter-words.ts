import { useFormatter, useLocale, useTranslations } from "next-intl";
import { countryNames } from "#components/leads/use-lead-words.ts";
import type { Condition, FilterField } from "#features/leads/lead-filter.ts";
import { FORWARDING, LEAD_STATUSES } from "#features/leads/lead-words.ts";

/** The names behind what filters call people and things by: features/leads/filter-names.ts. */
export type PeopleNames = Readonly<Record<string, string>>;

export type ChipWords = { field: string; operator: string; value: string };

/** The words of filter fields and their values. */
export function useFilterWords(people: PeopleNames) {
  const t = useTranslations("inbox.filter");
  const actions = useTranslations("action");
  const marketplaces = useTranslations("marketplace");
  const statuses = useTranslations("leadStatus");
  const missing = useTranslations("missing");
  const format = useFormatter();
  const countries = countryNames(useLocale());

  /** What is typed may be called like anything an object has by itself. */
  const nameOf = (key: string) => (Object.hasOwn(people, key) && people[key]) || key;

  function value(field: FilterField, value: string): string {
    if (value === "none" && !NAMED_NONE.has(field)) return missing("value");
    switch (field) {
      case "received":
        return isOneOf(value, ["24h", "7d", "30d", "90d"]) ? t(`received.${value}`) : days(value);
      case "due":
        return isOneOf(value, ["overdue", "today", "7d", "none"]) ? t(`due.${value}`) : days(value);
      case "country":
        return /^[A-Z]{2}$/.test(value) ? (countries.of(value) ?? value) : value;
      case "owner":
        return isOneOf(value, ["me", "none"]) ? t(`owner.${value}`) : nameOf(value);
      case "endpoint":
        return nameOf(value);
    }
    return closedValue(field, value) ?? value;
  }

  /** The word of a value that comes from a closed list. */
  function closedValue(field: FilterField, value: string): string | null {
    if (value === "other" && (field === "action" || field === "marketplace")) return t("other");
    if (field === "action" && isOneOf(value, ["contact", "install", "test_drive", "purchase", "dnc"])) {
      return actions(value);
    }
    if (field === "marketplace" && isOneOf(value, ["appsource", "azure_marketplace", "azure_portal", "test_drive"])) {
      return marketplaces(value);
    }
    if (field === "status" && isOneOf(value, LEAD_STATUSES)) return statuses(value);
    if (field === "delivery" && isOneOf(value, FORWARDING)) return t(`delivery.${value}`);
    if (field === "test" && isOneOf(value, ["hidden", "shown", "only"])) return t(`test.${value}`);
    if (field === "is" && isOneOf(value, ["dnc", "repeat", "incomplete", "unread", "test"])) return t(`is.${value}`);
    if (field === "has" && isOneOf(value, ["email", "phone", "company", "message", "note", "follow_up"])) {
      return t(`has.${value}`);
    }
    if (field === "touch" && isOneOf(value, ["1h", "4h", "24h", "late", "none"])) return t(`touch.${value}`);
    if (field === "mentions" && value === "me") return t("mentions.me");
    return field === "tag" && value === "none" ? t("tag.none") : null;
  }

  function days(range: string): string {
    const [from, to] = range
      .split("..")
      .map((day) => day && format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" }));
    if (from && from === to) return from;
    if (from && to) return t("received.between", { from, to });
    return from ? t("received.from", { from }) : t("received.to", { to: to ?? "" });
  }

  /** The three parts of a chip. */
  function chip({ field, of, values, isNot }: Condition): ChipWords {
    const words = values.map((one) => value(field, one));
    return {
      field: chipField(field, of),
      operator: operator(field, words.length, isNot),
      value:
        words.length > SHOWN
          ? t("andMore", { list: words.slice(0, SHOWN).join(", "), count: words.length - SHOWN })
          : words.join(", "),
    };
  }

  /** A chip reads as a sentence: "Lead has an email", where the field is called "Has" in a list. */
  function chipField(field: FilterField, of?: string): string {
    if (of) return fieldOf(field, of);
    return field === "has" || field === "mentions" ? t(`chipField.${field}`) : t(`field.${field}`);
  }

  function fieldOf(field: FilterField, of: string): string {
    return t("fieldOf", { field: t(`field.${field}`), of: nameOf(of) });
  }

  function operator(field: FilterField, count: number, isNot?: true): string {
    const kind = isOneOf(field, ["has", "mentions", "received", "test"]) ? field : "usual";
    if (isNot) return t(`operator.${kind}.${count > 1 ? "noneOf" : "isNot"}`);
    return t(`operator.${kind}.${count > 1 ? "anyOf" : "is"}`);
  }

  return { field: (field: FilterField) => t(`field.${field}`), fieldOf, value, operator, chip };
}

const SHOWN = 3;

/** Fields that say "none" in words of their own. */
const NAMED_NONE = new Set<FilterField>(["owner", "delivery", "due", "touch", "tag"]);

function isOneOf<Word extends string>(value: string, words: readonly Word[]): value is Word {
  return words.some((word) => word === value);
}
