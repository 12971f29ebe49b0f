"use client";
import { useTranslations } from "next-intl";
import { findControl, press } from "#components/keys/controls.ts";
import type { Handlers } from "#components/keys/handlers.ts";
import { focusedRow } from "#components/keys/lead-target.ts";
import { readOpenLead, whenOpen } from "#components/keys/open-lead.ts";
import { orderSelection } from "#components/keys/selection-orders.ts";
import { readSelection } from "#components/leads/selection.ts";
import { useAnyLeadChange } from "#components/leads/use-change-lead.ts";
import type { LeadChangeOrder, OrderOf } from "#features/leads/lead-change-order.ts";
import { countSelected } from "#features/leads/lead-selection.ts";
import type { LeadStatus } from "#features/leads/lead-words.ts";

type DirectOrder = OrderOf<"status"> | OrderOf<"owner"> | OrderOf<"read">;

/** What keys and the palette do with leads: with the selected ones, else the open one, else that of the focused row. */
export function useLeadCommands({
  userId,
  name,
  mayWork,
}: {
  userId: string;
  name: string;
  mayWork: boolean;
}): Handlers {
  const t = useTranslations("lead");
  const statuses = useTranslations("leadStatus");
  const change = useAnyLeadChange();

  /** Presses the control; of a row by opening its lead first. */
  function command(id: string): boolean {
    const selected = countSelected(readSelection()).count > 0;
    const control = selected ? findControl(id, { inBulkBar: true }) : null;
    if (control ?? readOpenLead()) return tryPress(control ?? findControl(id));
    const row = focusedRow();
    if (!row) return tryPress(findControl(id));
    whenOpen(Number(row.dataset.lead), () => tryPress(findControl(id)));
    return tryPress(row.querySelector<HTMLElement>("a"));
  }

  function order(given: DirectOrder, done: string): boolean {
    if (!mayWork) return false;
    if (countSelected(readSelection()).count > 0) return orderSelection(given);
    const number = readOpenLead()?.number ?? Number(focusedRow()?.dataset.lead);
    if (!number) return false;
    change(number, given satisfies LeadChangeOrder, done);
    return true;
  }

  const setStatus = (status: LeadStatus) => () =>
    order({ kind: "status", status }, t("statusSet", { status: statuses(status) }));

  function turnRead(): boolean {
    const isUnread = readOpenLead()?.isUnread ?? focusedRow()?.dataset.unread !== undefined;
    const read = countSelected(readSelection()).count > 0 || isUnread;
    return order({ kind: "read", read }, t(read ? "markedRead" : "markedUnread"));
  }

  function send(): boolean {
    if (countSelected(readSelection()).count > 0) return orderSelection({ kind: "send" });
    return command("send");
  }

  return {
    assign: () => command("assign"),
    assignMe: () => order({ kind: "owner", ownerId: userId }, t("assignedTo", { name })),
    status: () => command("status"),
    statusNew: setStatus("new"),
    statusContacted: setStatus("contacted"),
    statusQualified: setStatus("qualified"),
    statusClosed: setStatus("closed"),
    tags: () => command("tags"),
    note: () => command("note"),
    copyEmail: () => command("copy-email"),
    send,
    read: turnRead,
    export: () => tryPress(findControl("export")),
  };
}

function tryPress(control: HTMLElement | null): boolean {
  if (control) press(control);
  return control !== null;
}
