"use client";
import { useRouter } from "next/navigation";
import { useShortcuts } from "#components/keys/handlers.ts";
import { useOpenLead } from "#components/keys/open-lead.ts";

/** The keyboard of a lead's own page: J and K go along the list it was opened from, Escape goes back to that. */
export function PageKeys({
  open,
  isUnread,
  newerHref,
  olderHref,
  closeHref,
}: {
  open: number;
  isUnread: boolean;
  newerHref: string | null;
  olderHref: string | null;
  closeHref: string;
}) {
  const router = useRouter();
  useOpenLead(open, isUnread);

  function go(href: string | null): boolean {
    if (href) router.push(href);
    return href !== null;
  }

  // The arrows scroll the page.
  const step = (href: string | null) => (key: string) => !key.startsWith("Arrow") && go(href);
  useShortcuts({ next: step(olderHref), previous: step(newerHref), close: () => go(closeHref) });
  return null;
}
