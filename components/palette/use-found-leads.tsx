"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ActionIcon } from "#components/action-icon.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import type { EntryGroup } from "#components/palette/palette.tsx";
import { EVERYTHING } from "#features/leads/lead-filter.ts";
import { leadPageHref } from "#features/leads/views.ts";
import { searchLeadsAction } from "#features/search/actions.ts";
import type { FoundLead } from "#features/search/search-leads.ts";

/** Longer than between two letters of somebody who types on. */
const DEBOUNCE_MS = 150;

type Found = { query: string; leads: FoundLead[]; state: "found" | "failed" };

/** The leads that fit what is typed; those of before stay until the next are there. */
export function useFoundLeads(query: string): { group: EntryGroup; state: "searching" | Found["state"] } {
  const t = useTranslations("palette");
  const router = useRouter();
  const words = useLeadWords();
  const [found, setFound] = useState<Found>({ query: "", leads: [], state: "found" });
  const typed = query.trim();

  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(async () => {
      const next = await search(typed);
      if (isLatest) setFound(next);
    }, DEBOUNCE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [typed]);

  return {
    state: found.query === typed ? found.state : "searching",
    group: {
      label: t("group.leads"),
      entries: (typed === "" ? [] : found.leads).map((lead) => {
        const name = words.name(lead);
        const company = lead.erasedAt ? null : words.company(lead);
        return {
          id: `lead-${lead.number}`,
          words: name,
          run: () => router.push(leadPageHref(lead.number, EVERYTHING)),
          content: (
            <>
              <ActionIcon action={lead.action} />
              <span className="min-w-0 flex-1 truncate">
                <bdi className="font-medium">{name}</bdi>
                {company && <bdi className="ml-2 text-ink-3">{company}</bdi>}
              </span>
              <span className="text-ink-3 text-xs tabular-nums">{t("number", { number: String(lead.number) })}</span>
            </>
          ),
        };
      }),
    },
  };
}

async function search(query: string): Promise<Found> {
  if (query === "") return { query, leads: [], state: "found" };
  try {
    return { query, leads: await searchLeadsAction(query), state: "found" };
  } catch {
    // Without a connection the pages and commands can still be chosen; the list says that leads are missing.
    return { query, leads: [], state: "failed" };
  }
}
