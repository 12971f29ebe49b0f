"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOptimistic } from "react";
import { LeadStatusMark } from "#components/lead-status-mark.tsx";
import { useChangeLead } from "#components/leads/use-change-lead.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuChoice, MenuSeparator } from "#components/ui/menu.tsx";
import { CLOSE_REASONS, type CloseReason, LEAD_STATUSES, type LeadStatus } from "#features/leads/lead-words.ts";

/** How far people have come with the lead, and why it is closed; changes at once and can be taken back. */
export function StatusMenu({
  number,
  status,
  reason,
  mayChange,
  className,
}: {
  number: number;
  status: LeadStatus;
  reason: CloseReason | null;
  mayChange: boolean;
  className?: string;
}) {
  const t = useTranslations("lead");
  const words = useTranslations("leadStatus");
  const [shown, show] = useOptimistic({ status, reason });
  const change = useChangeLead(number);
  const name = shown.reason ? t("closedBecause", { reason: t(`reason.${shown.reason}`) }) : words(shown.status);

  function set(to: LeadStatus) {
    change({ kind: "status", status: to }, t("statusSet", { status: words(to) }), () =>
      show({ status: to, reason: null }),
    );
  }

  function close(because: CloseReason) {
    change(
      { kind: "status", status: "closed", reason: because },
      t("closedBecause", { reason: t(`reason.${because}`) }),
      () => show({ status: "closed", reason: because }),
    );
  }

  if (!mayChange) return <LeadStatusMark status={shown.status} />;
  return (
    <Menu
      trigger={
        <Button className={className} data-command="status">
          <span className="sr-only">{t("changeStatus", { status: name })}</span>
          <span aria-hidden className="flex">
            <LeadStatusMark status={shown.status} />
          </span>
          <ChevronDown className="-mr-1 text-ink-3" />
        </Button>
      }
    >
      <MenuChoice
        label={t("status")}
        value={shown.status}
        options={LEAD_STATUSES.map((value) => ({
          value,
          label: words(value),
          icon: <LeadStatusMark status={value} withText={false} />,
        }))}
        onChange={set}
      />
      <MenuSeparator />
      <MenuChoice<CloseReason | "none">
        label={t("closeReason")}
        value={shown.reason ?? "none"}
        options={CLOSE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        onChange={(because) => because !== "none" && close(because)}
      />
    </Menu>
  );
}
