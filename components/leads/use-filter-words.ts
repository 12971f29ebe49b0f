import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { FilterField, LeadFilter } from "#features/leads/lead-filter.ts";

export type PeopleNames = Record<string, string>;

/** The words of filter fields and their values. `people` are the names behind the ids of owners. */
export function useFilterWords(people: PeopleNames) {
  const t = useTranslations("inbox.filter");
  const actions = useTranslations("action");
  const marketplaces = useTranslations("marketplace");
  const statuses = useTranslations("leadStatus");
  const missing = useTranslations("missing");
  const format = useFormatter();
  const countries = new Intl.DisplayNames(useLocale(), { type: "region", fallback: "code" });

  function value(field: FilterField, value: string): string {
    if (field === "owner") return value === "me" || value === "none" ? t(`owner.${value}`) : (people[value] ?? value);
    if (field === "delivery" && isOneOf(value, ["delivered", "waiting", "failed", "skipped", "none"]))
      return t(`delivery.${value}`);
    if (field === "test" && isOneOf(value, ["hidden", "shown", "only"])) return t(`test.${value}`);
    if (field === "received") return received(value);
    if (field === "status" && isOneOf(value, ["new", "contacted", "qualified", "closed"])) return statuses(value);
    if (value === "none") return missing("value");
    if (field === "country") return /^[A-Z]{2}$/.test(value) ? (countries.of(value) ?? value) : value;
    if (value === "other") return t("other");
    if (field === "action" && isOneOf(value, ["contact", "install", "test_drive", "purchase", "dnc"]))
      return actions(value);
    if (field === "marketplace" && isOneOf(value, ["appsource", "azure_marketplace", "azure_portal", "test_drive"])) {
      return marketplaces(value);
    }
    return value;
  }

  function received(range: string): string {
    if (isOneOf(range, ["24h", "7d", "30d", "90d"])) return t(`received.${range}`);
    const [from, to] = range
      .split("..")
      .map((day) => day && format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" }));
    if (from && to) return t("received.between", { from, to });
    return from ? t("received.from", { from }) : t("received.to", { to: to ?? "" });
  }

  /** The three parts of a chip: field, operator, value. */
  function chip(field: FilterField, filter: LeadFilter): { field: string; operator: string; value: string } {
    const given = filter[field];
    const values = Array.isArray(given) ? given : [typeof given === "boolean" ? "1" : (given ?? "")];
    const words = values.map((one) => (field === "unread" ? t("unreadValue") : value(field, one)));
    return {
      field: t(`field.${field}`),
      operator:
        field === "received" || field === "test"
          ? t(`operator.${field}`)
          : t(words.length > 1 ? "operator.anyOf" : "operator.is"),
      value:
        words.length > SHOWN
          ? t("andMore", { list: words.slice(0, SHOWN).join(", "), count: words.length - SHOWN })
          : words.join(", "),
    };
  }

  return { field: (field: FilterField) => t(`field.${field}`), value, chip };
}

const SHOWN = 3;

function isOneOf<Word extends string>(value: string, words: readonly Word[]): value is Word {
  return words.some((word) => word === value);
}
