"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useShortcuts } from "#components/keys/handlers.ts";
import { focusedRow } from "#components/keys/lead-target.ts";
import { useOpenLead } from "#components/keys/open-lead.ts";
import { clearSelection, readSelection, selectRange, toggleSelection } from "#components/leads/selection.ts";
import { countSelected } from "#features/leads/lead-selection.ts";

/**
 * The keyboard of the list. Without a panel J, K and the arrows move the focus from row to row, and Enter is the link's
 * own; with one they show the next and the previous lead, Enter opens its page and Escape closes it.
 */
export function ListKeys({
  open,
  isUnread,
  newerHref,
  olderHref,
  closeHref,
  pageHref,
}: {
  /** The number of the lead in the panel. */
  open?: number;
  isUnread?: boolean;
  newerHref?: string | null;
  olderHref?: string | null;
  closeHref?: string;
  pageHref?: string;
}) {
  const router = useRouter();
  useOpenLead(open, isUnread);
  useRowMemory();
  // Enter then means the lead that stands open, and not the row it was reached from.
  useEffect(() => {
    if (open && focusedRow()) focusRow(open);
  }, [open]);

  function go(href: string | null | undefined): boolean {
    if (href) router.push(href, { scroll: false });
    return Boolean(href);
  }

  function move(step: 1 | -1): boolean {
    if (open) return go(step === 1 ? olderHref : newerHref);
    const links = rowLinks();
    const at = placeOf(links);
    // Where the row that had the focus has left the list, the one in its place comes next.
    const next = at < 0 ? links[Math.min(lastPlace - (step === 1 ? 0 : 1), links.length - 1)] : links[at + step];
    (next ?? (at < 0 ? links[0] : undefined))?.focus();
    return true;
  }

  function close(): boolean {
    if (closeHref && !isInBulkBar()) {
      focusRow(open);
      return go(closeHref);
    }
    if (countSelected(readSelection()).count === 0) return false;
    // The bar goes, and the focus with it.
    if (isInBulkBar()) rowLinks()[lastPlace]?.focus();
    clearSelection();
    return true;
  }

  /** Only where rows can be ticked. */
  function tick(change: (number: number) => void): boolean {
    const number = focusedRow()?.dataset.lead ?? open;
    const box = document.querySelector(`tr[data-lead="${number}"] [data-select]`);
    if (box) change(Number(number));
    return box !== null;
  }

  useShortcuts({
    next: () => move(1),
    previous: () => move(-1),
    open: () => isAtRow(open) && go(pageHref),
    close,
    select: () => tick(toggleSelection),
    selectRange: () => tick(selectRange),
  });
  return null;
}

export function focusRow(number: number | undefined): void {
  document.getElementById(`lead-${number}`)?.focus();
}

let lastPlace = 0;

/** Remembers which row had the focus, because a lead that no longer fits the filter takes it along. */
function useRowMemory(): void {
  useEffect(() => {
    function onFocus() {
      const place = placeOf(rowLinks());
      if (place >= 0) lastPlace = place;
    }
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, []);
}

/** Of the row with the focus; -1 without. */
function placeOf(links: HTMLElement[]): number {
  const row = focusedRow();
  return links.findIndex((link) => row?.contains(link));
}

function rowLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("tr[data-lead] a[id]")].filter((link) => link.offsetParent);
}

/** Enter presses whatever else has the focus. */
function isAtRow(number: number | undefined): boolean {
  const row = focusedRow();
  const isNowhere = document.activeElement === document.body || document.activeElement?.id === "main";
  return row ? row.dataset.lead === String(number) && document.activeElement?.tagName === "A" : isNowhere;
}

function isInBulkBar(): boolean {
  return Boolean(document.activeElement?.closest("[data-bulk-bar]"));
}
