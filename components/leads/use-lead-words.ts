import { useFormatter, useLocale, useTranslations } from "next-intl";
import { leadName } from "#features/leads/lead-name.ts";

type Facts = {
  isTest: boolean;
  company: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  action: string | null;
  actionCode: string | null;
  marketplace: string | null;
  leadSource: string | null;
  country: string | null;
  countryCode: string | null;
};

const ACTIONS = ["contact", "install", "test_drive", "purchase", "dnc"] as const;
const MARKETPLACES = ["appsource", "azure_marketplace", "azure_portal", "test_drive"] as const;

export function knownAction(action: string | null) {
  return ACTIONS.find((known) => known === action);
}

/** The words people know for what a lead says; what has no such word is shown as it was sent. */
export function useLeadWords({ timeZone = "UTC" }: { timeZone?: string } = {}) {
  const t = useTranslations("lead");
  const format = useFormatter();
  const actions = useTranslations("action");
  const marketplaces = useTranslations("marketplace");
  const missing = useTranslations("missing");
  const tests = useTranslations("lead.testWords");
  const countries = countryNames(useLocale());

  return {
    /** Of an erased lead the day it was erased. */
    name: (
      lead: Pick<Facts, "firstName" | "lastName" | "email" | "phone"> & { isTest?: boolean; erasedAt?: Date | null },
    ) => {
      if (lead.erasedAt)
        return t("erasedOn", { date: format.dateTime(lead.erasedAt, { dateStyle: "medium", timeZone }) });
      return isMarker(lead, lead.firstName) ? tests("name") : (leadName(lead) ?? missing("name"));
    },

    /** Null where the lead names none. */
    company: (lead: Pick<Facts, "isTest" | "company">) =>
      isMarker(lead, lead.company) ? tests("company") : lead.company,

    action: ({ action, actionCode }: Pick<Facts, "action" | "actionCode">) => {
      const known = knownAction(action);
      if (known) return actions(known);
      return actionCode ? actions("other", { code: actionCode }) : actions("none");
    },

    marketplace: ({ marketplace, leadSource }: Pick<Facts, "marketplace" | "leadSource">) => {
      const known = MARKETPLACES.find((one) => one === marketplace);
      return known ? marketplaces(known) : (leadSource?.split("|")[0] ?? marketplaces("none"));
    },

    /** Null where the lead names none. */
    country: ({ country, countryCode }: Pick<Facts, "country" | "countryCode">) =>
      countryCode ? (countries.of(countryCode) ?? countryCode) : country,
  };
}

/** Microsoft's test leads hold a marker where a lead has words. */
function isMarker({ isTest }: { isTest?: boolean }, text: string | null): boolean {
  return isTest === true && text !== null && /^MSFT_TEST_\d+$/i.test(text);
}

const namesByLocale = new Map<string, Intl.DisplayNames>();

/** Made once for a language: it takes longer than everything else on a page of words. */
export function countryNames(locale: string): Intl.DisplayNames {
  const known = namesByLocale.get(locale);
  if (known) return known;
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });
  namesByLocale.set(locale, names);
  return names;
}
