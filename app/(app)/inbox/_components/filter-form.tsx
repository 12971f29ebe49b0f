"use client";
import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import { splitFilter } from "#features/leads/lead-filter.ts";
import { namedLead } from "#features/leads/named-lead.ts";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { inboxHref, type ListPlace, textHref } from "#features/leads/views.ts";

/**
 * Shows the list that the fields called `q` ask for; `mayJump`, or the one lead they name. A form of the page, which goes
 * straight to the address that the page would send it on to (go-href.ts).
 */
export function FilterForm({
  look,
  mayJump = false,
  className,
  children,
}: {
  look: ListPlace;
  mayJump?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const { view, sort, cols } = look;

  function show(event: FormEvent<HTMLFormElement>) {
    const text = new FormData(event.currentTarget).getAll("q").map(String).join(" ");
    const { filter, problems } = parseFilter(text);
    event.preventDefault();
    if (problems.length > 0) router.push(textHref(text, look));
    else if (mayJump && namedLead(splitFilter(filter).words)) router.push(`${inboxHref(filter, look)}&go=lead`);
    else router.push(inboxHref(filter, look));
  }

  return (
    <form action="/inbox" role={mayJump ? "search" : undefined} onSubmit={show} className={className}>
      {children}
      <input type="hidden" name="go" value={mayJump ? "lead" : "list"} />
      {view && <input type="hidden" name="view" value={view} />}
      {sort && <input type="hidden" name="sort" value={sort} />}
      {cols && <input type="hidden" name="cols" value={cols} />}
    </form>
  );
}
