import { useTranslations } from "next-intl";
import type { Reach } from "#components/leads/reach.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { mailtoHref, telHref } from "#features/leads/contact-links.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";

/** The links to a lead, the e-mail already with a subject and a greeting in the language of who writes. */
export function useReach(): (lead: LeadDetail) => Reach {
  const t = useTranslations("lead");
  const words = useLeadWords();
  return (lead) => {
    const name = [lead.firstName, lead.lastName].filter(Boolean).join(" ");
    const subject = lead.offerTitle
      ? t("replySubject", { offer: lead.offerTitle })
      : t("replySubjectNone", { marketplace: words.marketplace(lead) });
    const greeting = t("replyGreeting", { hasName: String(name !== ""), name });
    return { mailto: mailtoHref(lead.email, { subject, body: `${greeting}\n\n` }), tel: telHref(lead.phone) };
  };
}
