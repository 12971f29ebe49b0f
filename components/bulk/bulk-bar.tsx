"use client";
import { CalendarClock, CircleDot, Download, Ellipsis, Tag, UserRoundPlus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useState } from "react";
import { AssignMenu, MoreMenu, StatusChoice } from "#components/bulk/bulk-choices.tsx";
import { FollowUpChoice } from "#components/bulk/follow-up-choice.tsx";
import { PlanDialog } from "#components/bulk/plan-dialog.tsx";
import { SendDialog } from "#components/bulk/send-dialog.tsx";
import { TagChoice } from "#components/bulk/tag-choice.tsx";
import { type Named, useOrderWords } from "#components/bulk/use-order-words.ts";
import { findControl, press } from "#components/keys/controls.ts";
import { useSelectionOrders } from "#components/keys/selection-orders.ts";
import { clearSelection, selectAllMatching, usePageSelection, useSelection } from "#components/leads/selection.ts";
import { useCount } from "#components/leads/use-count.ts";
import { classes } from "#components/ui/classes.ts";
import type { BulkOrder, BulkScope } from "#features/bulk/bulk-order.ts";
import { mayExportLeads } from "#features/leads/lead-rights.ts";
import { countSelected, type Everything, MAX_PICKED, scopeOf } from "#features/leads/lead-selection.ts";
import type { Role } from "#features/people/session.ts";

export type BulkBarContent = {
  /** The filter of the list, as write-filter.ts writes it, and what it found. */
  filter: string;
  found: Everything;
  people: readonly Named[];
  destinations: readonly Named[];
  /** The reader's day, YYYY-MM-DD. */
  today: string;
  userId: string;
  role: Role;
  /** This person lets single letters be commands. */
  hasKeys: boolean;
};

/** What can be done with the leads that are ticked. Every choice shows its plan before it does anything. */
export function BulkBar({ filter, found, people, destinations, today, userId, role, hasKeys }: BulkBarContent) {
  const t = useTranslations("bulk");
  const count = useCount();
  const words = useOrderWords({ people, destinations });
  const selection = useSelection();
  const ticked = usePageSelection();
  const [asked, setAsked] = useState<{ scope: BulkScope; order: BulkOrder } | null>(null);
  const [isSending, setSending] = useState(false);
  const selected = countSelected(selection);
  const isAllOffered = selection.kind === "picked" && ticked === "all" && found.total > selected.count;

  /** What is meant is settled here: who goes on ticking while the plan is open changes nothing of it. */
  function ask(order: BulkOrder) {
    setSending(false);
    setAsked({ scope: scopeOf(selection, filter, new Date()), order });
  }
  const choice = { onChoose: ask };
  useSelectionOrders((order) => (order.kind === "send" ? setSending(true) : ask(order)));
  const key = (letter: string) => (hasKeys ? letter : undefined);

  return (
    <section
      aria-label={t("bar")}
      data-bulk-bar
      className="pointer-events-none absolute inset-x-3 bottom-14 z-20 flex justify-center max-md:fixed max-md:inset-x-2 max-md:bottom-19"
    >
      <div className="pointer-events-auto flex min-h-11 max-w-full flex-wrap items-center gap-1 rounded-lg bg-inverse px-2 py-1 max-md:w-full text-on-inverse text-sm shadow-dialog">
        <span className="px-2 font-semibold tabular-nums max-md:flex-1">
          {t("selected", { count: count(selected) })}
        </span>
        {isAllOffered && (
          <BarButton onClick={() => selectAllMatching(found)} className="underline underline-offset-3">
            {t("selectAll", { count: count({ count: found.total, isMore: found.isMore }) })}
          </BarButton>
        )}
        {selection.kind === "picked" && selected.count === MAX_PICKED && (
          <span className="px-2 text-xs">{t("full", { count: MAX_PICKED })}</span>
        )}
        <Divider />
        <div className="flex items-center gap-1 max-md:order-last max-md:w-full max-md:justify-between">
          <AssignMenu
            people={people}
            userId={userId}
            trigger={<BarButton icon={<UserRoundPlus />} label={t("assign")} hotkey={key("A")} data-command="assign" />}
            {...choice}
          />
          <StatusChoice
            trigger={<BarButton icon={<CircleDot />} label={t("status")} hotkey={key("S")} data-command="status" />}
            {...choice}
          />
          <TagChoice trigger={<BarButton icon={<Tag />} label={t("tag")} data-command="tags" />} {...choice} />
          <FollowUpChoice
            today={today}
            trigger={<BarButton icon={<CalendarClock />} label={t("followUp")} data-command="follow-up" />}
            {...choice}
          />
          {mayExportLeads(role) && (
            <BarButton icon={<Download />} label={t("export")} hotkey={key("E")} onClick={openExport} />
          )}
          <MoreMenu
            role={role}
            hasKeys={hasKeys}
            trigger={<BarButton icon={<Ellipsis />} label={t("more")} data-command="more" />}
            onSend={() => setSending(true)}
            {...choice}
          />
        </div>
        <Divider />
        <BarButton icon={<X />} label={t("clear")} hotkey="Esc" onClick={clearSelection} data-command="clear" />
      </div>
      {isSending && <SendDialog destinations={destinations} onChoose={ask} onClose={() => setSending(false)} />}
      {asked && (
        <PlanDialog
          {...asked}
          name={words(asked.order)}
          onStart={() => (selection.kind === "all" || asked.order.kind === "erase") && clearSelection()}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

/** The head's own, which knows what is selected. */
function openExport() {
  const control = findControl("export");
  if (control) press(control);
}

function Divider() {
  return <span aria-hidden className="mx-1 h-5 w-px bg-on-inverse/30 max-md:hidden" />;
}

/** Only its icon where the list is narrow. */
function BarButton({
  icon,
  label,
  hotkey,
  className,
  children,
  ...rest
}: ComponentProps<"button"> & { icon?: ReactNode; label?: string; hotkey?: string }) {
  return (
    <button
      type="button"
      title={label}
      className={classes(
        "inline-flex h-9 items-center gap-1.5 rounded-md px-2 font-medium whitespace-nowrap hover:bg-on-inverse/15 focus-visible:outline-on-inverse data-popup-open:bg-on-inverse/15 max-md:h-11 max-md:min-w-11 max-md:justify-center",
        className,
      )}
      {...rest}
    >
      {icon}
      {label && <span className="@max-[780px]:sr-only">{label}</span>}
      {hotkey && (
        <span aria-hidden className="text-2xs opacity-70 @max-[1000px]:hidden">
          {hotkey}
        </span>
      )}
      {children}
    </button>
  );
}
