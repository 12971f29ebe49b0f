"use client";
import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LeadMenu, type MenuLead } from "#components/leads/lead-menu.tsx";
import { StepLink } from "#components/leads/step-link.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import type { Role } from "#features/people/session.ts";
import { focusRow } from "./list-keys.tsx";

/** The way from lead to lead, to its page, and out of the panel. */
export function PanelBar({
  lead,
  role,
  position,
  newerHref,
  olderHref,
  pageHref,
  closeHref,
}: {
  lead: MenuLead;
  role: Role;
  position: ReactNode;
  newerHref: string | null;
  olderHref: string | null;
  pageHref: string;
  closeHref: string;
}) {
  const t = useTranslations("lead");
  return (
    <div className="flex h-14 shrink-0 items-center gap-0.5 pr-3 pl-4">
      <StepLink href={newerHref} label={t("previous")} icon={<ChevronUp />} />
      <StepLink href={olderHref} label={t("next")} icon={<ChevronDown />} />
      <span className="min-w-0 flex-1 truncate px-2 text-ink-2 text-sm tabular-nums">{position}</span>
      <IconLink href={pageHref} label={t("openPage")} icon={<Maximize2 />} />
      <LeadMenu key={lead.number} lead={lead} role={role} />
      <IconLink href={closeHref} scroll={false} label={t("close")} icon={<X />} onClick={() => focusRow(lead.number)} />
    </div>
  );
}
