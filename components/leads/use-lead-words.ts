import { useLocale, useTranslations } from "next-intl";
import { leadName } from "#features/leads/lead-name.ts";

type Facts = {
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

/** The words people know for what a lead says; what has none is shown as it was sent. */
export function useLeadWords() {
  const action = useTranslations("action");
  const marketplace = useTranslations("marketplace");
  const missing = useTranslations("missing");
  const countries = countryNames(useLocale());

  return {
    name: (lead: Pick<Facts, "firstName" | "lastName" | "email" | "phone">) => leadName(lead) ?? missing("name"),

    action: (lead: Pick<Facts, "action" | "actionCode">) =>
      isKnownAction(lead.action) ? action(lead.action) : lead.actionCode ? action("other", { code: lead.actionCode }) : action("none"),

    marketplace: (lead: Pick<Facts, "marketplace" | "leadSource">) =>
      isKnownMarketplace(lead.marketplace) ? marketplace(lead.marketplace) : (lead.leadSource ?? marketplace("none")),

    country: (lead: Pick<Facts, "country" | "countryCode">) =>
      lead.countryCode ? (countries.of(lead.countryCode) ?? lead.countryCode) : lead.country,
  };
}

export function isKnownAction(action: string | null) {
  return KNOWN_ACTIONS.find((known) => known === action) !== undefined;
}
