import type { ReactNode } from "react";
import { webHref } from "#features/leads/contact-links.ts";

/** The way to the record at a destination, whose answer named it; nothing where it named no web address. */
export function RecordLink({ url, children }: { url: string | null; children: ReactNode }) {
  const href = webHref(url);
  if (!href) return null;
  return (
    <a className="link shrink-0 text-sm" href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
