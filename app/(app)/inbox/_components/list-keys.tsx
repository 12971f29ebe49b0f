"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * The keyboard of the list. Without a panel J, K and the arrows move the focus from row to row, and Enter is the link's
 * own; with one they show the next and the previous lead, Enter opens its page and Escape closes it. Never while somebody
 * types or something stands in front.
 */
export function ListKeys({
  open,
  newerHref,
  olderHref,
  closeHref,
  pageHref,
}: {
  /** The number of the lead in the panel. */
  open?: number;
  newerHref?: string | null;
  olderHref?: string | null;
  closeHref?: string;
  pageHref?: string;
}) {
  const router = useRouter();
  useEffect(() => {
    const go = (href: string | null | undefined) => href && router.push(href, { scroll: false });

    function move(step: 1 | -1) {
      if (open) return go(step === 1 ? olderHref : newerHref);
      const links = [...document.querySelectorAll<HTMLElement>("tr[data-lead] a")].filter((link) => link.offsetParent);
      const at = links.findIndex((link) => link.matches(":focus"));
      links[at < 0 ? 0 : at + step]?.focus();
    }

    function close() {
      if (!closeHref) return;
      focusRow(open);
      go(closeHref);
    }

    function onKeyDown(event: KeyboardEvent) {
      const act = isForOthers(event) ? undefined : KEYS[event.key];
      if (!act) return;
      if (act === "page" && (!pageHref || !isInRow(document.activeElement, open))) return;
      event.preventDefault();
      if (act === "next") move(1);
      else if (act === "previous") move(-1);
      else if (act === "close") close();
      else if (act === "page") go(pageHref);
      else document.getElementById("search-leads")?.focus();
    }

    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [router, open, newerHref, olderHref, closeHref, pageHref]);
  return null;
}

const KEYS: Record<string, "next" | "previous" | "close" | "page" | "search"> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Escape: "close",
  Enter: "page",
  "/": "search",
};

export function focusRow(number: number | undefined): void {
  document.getElementById(`lead-${number}`)?.focus();
}

/** The key is for what has the focus, or for something that stands in front of the list. */
function isForOthers(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return true;
  if (document.querySelector(IN_FRONT)) return true;
  // The arrows scroll the panel.
  const fields = event.key.startsWith("Arrow") ? `${FIELDS}, aside` : FIELDS;
  return event.target instanceof HTMLElement && event.target.closest(fields) !== null;
}

/** Toasts are dialogs too, with a type; they stand beside. */
const IN_FRONT = "[role=dialog]:not([data-type]), [role=menu]";

const FIELDS = "input, textarea, select, [contenteditable]";

function isInRow(element: Element | null, number: number | undefined): boolean {
  return element === document.body || element?.closest("tr")?.dataset.lead === String(number);
}
