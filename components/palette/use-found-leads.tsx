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

/** The leads that fit what is typed; those of before stay until the next are there. */
export function useFoundLeads(query: string): { group: EntryGroup; isSearching: boolean } {
  const t = useTranslations("palette");
  const router = useRouter();
  const words = useLeadWords();
  const [found, setFound] = useState<{ query: string; leads: FoundLead[] }>({ query: "", leads: [] });
  const typed = query.trim();

  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(async () => {
      const leads = typed === "" ? [] : await searchLeadsAction(typed);
      if (isLatest) setFound({ query: typed, leads });
    }, DEBOUNCE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [typed]);

  return {
    isSearching: found.query !== typed,
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
