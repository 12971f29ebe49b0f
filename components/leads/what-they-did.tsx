import { useTranslations } from "next-intl";
import { knownAction, useLeadWords } from "#components/leads/use-lead-words.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";

/** What somebody did, as a sentence: "Asked to be contacted about Contoso Analytics on AppSource." */
export function ActionSentence({ lead }: { lead: LeadDetail }) {
  const t = useTranslations("actionSentence");
  const missing = useTranslations("lead");
  const words = useLeadWords();
  const action = knownAction(lead.action) ?? (lead.actionCode ? "other" : "none");
  return t.rich(action, {
    b: (offer) => (
      <b className="font-semibold">
        <bdi>{offer}</bdi>
      </b>
    ),
    offer: lead.offerTitle ?? lead.offerId ?? missing("anOffer"),
    marketplace: words.marketplace(lead),
    code: lead.actionCode ?? "",
  });
}

/** The customer's own words, as they were typed; every line runs in the direction of its script. */
export function LeadQuote({ message }: { message: string }) {
  const t = useTranslations("lead");
  return <span className="block whitespace-pre-line [unicode-bidi:plaintext]">{t("quote", { message })}</span>;
}
