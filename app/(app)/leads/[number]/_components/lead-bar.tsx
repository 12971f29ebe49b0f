import { ArrowLeft, ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LeadMenu } from "#components/leads/lead-menu.tsx";
import { StepLink } from "#components/leads/step-link.tsx";
import { useCount } from "#components/leads/use-count.ts";
import { useMenuLead } from "#components/leads/use-menu-lead.ts";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { Count } from "#features/leads/count-leads.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import type { Neighbours } from "#features/leads/lead-neighbours.ts";
import { inboxHref, leadPageHref, viewOf } from "#features/leads/views.ts";
import type { Session } from "#features/people/session.ts";

/** The way back to the list and along it. */
export function LeadBar({
  lead,
  deliveries,
  session,
  filter,
  sort,
  near,
  total,
}: {
  lead: LeadDetail;
  deliveries: LeadDelivery[];
  session: Session;
  filter: LeadFilter;
  /** Of the list it was opened from, where that is not the usual one. */
  sort?: string;
  near: Neighbours;
  total: Count;
}) {
  const t = useTranslations("lead");
  const views = useTranslations("shell.view");
  const count = useCount();
  const menuLead = useMenuLead({ timeZone: session.timeZone })(lead, deliveries);
  const step = (number: number | null) => (number ? leadPageHref(number, filter, { sort }) : null);
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-4 text-ink-2 text-sm md:px-5">
      <Link
        href={inboxHref(filter, { sort })}
        className="inline-flex h-8 min-w-0 items-center gap-2 rounded-md px-1 font-medium text-ink hover:bg-hover max-md:h-11"
      >
        <ArrowLeft className="text-ink-2" />
        <span className="truncate">{views(viewOf(filter))}</span>
      </Link>
      <span aria-hidden className="text-ink-3 max-md:hidden">
        /
      </span>
      <span className="tabular-nums max-md:hidden">L-{lead.number}</span>
      <span className="ml-2 flex items-center max-md:ml-auto">
        <StepLink href={step(near.newer)} label={t("previous")} icon={<ChevronUp />} />
        <StepLink href={step(near.older)} label={t("next")} icon={<ChevronDown />} />
      </span>
      {near.position && (
        <span className="truncate tabular-nums max-sm:hidden">
          {t("position", { position: count(near.position), total: count(total) })}
        </span>
      )}
      <span className="flex items-center md:ml-auto">
        <LeadMenu key={lead.number} lead={menuLead} role={session.role} withIcons />
      </span>
    </div>
  );
}
