"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { runShortcut } from "#components/keys/handlers.ts";
import { useKeys } from "#components/keys/keys-context.ts";
import { availableCommands, readTarget } from "#components/keys/lead-target.ts";
import { useFoundLeads } from "#components/palette/use-found-leads.tsx";
import { usePlaces } from "#components/palette/use-places.tsx";
import { usePreferences } from "#components/palette/use-preferences.tsx";
import { SearchDialog } from "#components/ui/search-dialog.tsx";
import { holds, SearchList } from "#components/ui/search-list.tsx";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";

/** One line of the palette: what it says, and what it does when it is chosen. */
export type Entry = { id: string; words: string; content?: ReactNode; run: () => void };
export type EntryGroup = { label: string; entries: Entry[] };

/** Search and jump: leads, views, pages, what belongs to setting up, and what can be done here. Mounted while it is open. */
export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const t = useTranslations("palette");
  const [query, setQuery] = useState("");
  const chosen = useRef<() => void>(undefined);
  const commands = useCommands();
  const leads = useFoundLeads(query);
  const places = usePlaces();
  const preferences = usePreferences(onHelp);
  const groups = [commands, leads.group, ...places, preferences].map(({ label, entries }) => ({
    label,
    options: entries.map(({ id, words, content, run }) => ({ id, value: { run, words }, content: content ?? words })),
  }));

  /** Leads were looked for by the server; everything else holds what was typed. */
  function groupsFor(typed: string) {
    return groups.map((group) => ({
      ...group,
      options: group.options.filter(({ value }) => group.label === leads.group.label || holds(value.words, typed)),
    }));
  }

  /** What was chosen is done once the page has the focus back: it may look where that was. */
  function onClosed() {
    onClose();
    if (chosen.current) setTimeout(chosen.current);
  }

  const count = groupsFor(query).reduce((sum, { options }) => sum + options.length, 0);
  return (
    <SearchDialog label={t("title")} onClosed={onClosed}>
      {(close) => (
        <>
          <SearchList
            label={t("placeholder")}
            hint={t("hint")}
            empty={t(EMPTY[leads.state])}
            groupsFor={groupsFor}
            onQuery={setQuery}
            onChoose={({ run }) => {
              chosen.current = run;
              close();
            }}
          />
          <p role="status" className="sr-only">
            {leads.state === "found" ? t("count", { count }) : t(EMPTY[leads.state])}
          </p>
        </>
      )}
    </SearchDialog>
  );
}

const EMPTY = { searching: "searching", found: "empty", failed: "failed" } as const;

/** What can be done with the leads somebody was at when it opened. */
function useCommands(): EntryGroup {
  const t = useTranslations("palette.group");
  const words = useTranslations("keys.shortcut");
  const { person } = useKeys();
  const [{ ids, target }] = useState(() => ({
    ids: availableCommands(mayWorkLeads(person.role)),
    target: readTarget(),
  }));
  return {
    label: target ? t("lead", { count: target.count }) : t("list"),
    entries: ids.map((id) => ({ id, words: words(id), run: () => void runShortcut(id) })),
  };
}
