import { Phone, Reply, SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import { mailtoHref, telHref } from "#features/leads/contact-links.ts";

type Contact = { email: string | null; phone: string | null; offerTitle: string | null; doNotContact: boolean };

/** What a phone is for, in reach of the thumb. Lies over the navigation: the way back is at the top. */
export function PhoneBar({ lead, mayNote, noteHref }: { lead: Contact; mayNote: boolean; noteHref: string }) {
  const t = useTranslations("lead");
  const mailto = lead.doNotContact ? null : mailtoHref(lead.email, lead.offerTitle);
  const tel = lead.doNotContact ? null : telHref(lead.phone);
  if (!mailto && !tel && !mayNote) return null;
  return (
    <div className="fixed inset-x-0 bottom-0 z-31 flex gap-2 border-line border-t bg-surface p-3 pb-[calc(12px+env(safe-area-inset-bottom))] md:hidden">
      {mailto && (
        <ButtonLink href={mailto} variant="primary" size="lg" icon={<Reply />} className="flex-1">
          {t("reply")}
        </ButtonLink>
      )}
      {tel &&
        (mailto ? (
          <IconLink href={tel} label={t("call")} icon={<Phone />} bordered className="size-12!" />
        ) : (
          <ButtonLink href={tel} variant="primary" size="lg" icon={<Phone />} className="flex-1">
            {t("call")}
          </ButtonLink>
        ))}
      {mayNote &&
        (mailto || tel ? (
          <IconLink href={noteHref} label={t("addNote")} icon={<SquarePen />} bordered className="size-12!" />
        ) : (
          <ButtonLink href={noteHref} size="lg" icon={<SquarePen />} className="flex-1">
            {t("addNote")}
          </ButtonLink>
        ))}
    </div>
  );
}
