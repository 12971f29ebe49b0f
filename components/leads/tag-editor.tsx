"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { startTransition, useOptimistic, useState } from "react";
import { useChangeLead } from "#components/leads/use-change-lead.ts";
import { Popover } from "#components/ui/popover.tsx";
import { holds, type SearchGroup, SearchList } from "#components/ui/search-list.tsx";
import { listTagsAction } from "#features/leads/actions.ts";
import { MAX_TAG_LENGTH } from "#features/leads/lead-words.ts";
import type { TagCount } from "#features/leads/list-tags.ts";
import { foldText } from "#lib/fold.ts";

/** The tags of a lead, each with its way off, and a box for more; changes at once and can be taken back. */
export function TagEditor({ number, tags, mayChange }: { number: number; tags: string[]; mayChange: boolean }) {
  const t = useTranslations("lead.tags");
  const [shown, show] = useOptimistic(tags);
  const change = useChangeLead(number);

  function add(tag: string) {
    change({ kind: "tags", add: [tag], remove: [] }, t("added", { tag }), () => show([...new Set([...shown, tag])]));
  }

  function remove(tag: string) {
    change({ kind: "tags", add: [], remove: [tag] }, t("removed", { tag }), () =>
      show(shown.filter((one) => one !== tag)),
    );
  }

  if (!mayChange && shown.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="flex min-w-0 flex-wrap items-center gap-1.5">
      {shown.map((tag) => (
        <li
          key={tag}
          className="inline-flex h-7 min-w-0 items-center rounded-md bg-neutral-soft pl-2 text-ink-2 text-xs last:pr-2 max-md:h-11 has-[button]:pr-0"
        >
          <bdi className="truncate font-medium">{tag}</bdi>
          {mayChange && (
            <button
              type="button"
              aria-label={t("remove", { tag })}
              title={t("remove", { tag })}
              onClick={() => remove(tag)}
              className="ml-0.5 inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-hover hover:text-ink max-md:size-11 [&_.lucide]:size-3.5"
            >
              <X />
            </button>
          )}
        </li>
      ))}
      {mayChange && (
        <li>
          <AddTag taken={shown} onAdd={add} />
        </li>
      )}
    </ul>
  );
}

function AddTag({ taken, onAdd }: { taken: string[]; onAdd: (tag: string) => void }) {
  const t = useTranslations("lead.tags");
  const [isOpen, setOpen] = useState(false);
  const [known, setKnown] = useState<TagCount[]>([]);

  function open(next: boolean) {
    setOpen(next);
    if (next) startTransition(async () => setKnown(await listTagsAction()));
  }

  function choose(tag: string) {
    setOpen(false);
    onAdd(tag);
  }

  function groupsFor(query: string): SearchGroup<string>[] {
    const typed = query
      .replace(/[\s,]+/g, " ")
      .trim()
      .slice(0, MAX_TAG_LENGTH);
    const free = known.filter(({ tag }) => !taken.includes(tag) && holds(tag, query));
    const isNew = typed !== "" && ![...known.map(({ tag }) => tag), ...taken].some(isSpelledLike(typed));
    return [
      {
        label: t("used"),
        options: free.map(({ tag, count }) => ({
          id: tag,
          value: tag,
          content: (
            <>
              <bdi className="min-w-0 flex-1 truncate">{tag}</bdi>
              <span className="text-ink-3 tabular-nums">{t("count", { count })}</span>
            </>
          ),
        })),
      },
      { label: t("new"), options: isNew ? [{ id: "new", value: typed, content: t("create", { tag: typed }) }] : [] },
    ];
  }

  return (
    <Popover
      label={t("add")}
      open={isOpen}
      onOpenChange={open}
      className="w-70"
      trigger={
        <button
          type="button"
          data-command="tags"
          className="inline-flex h-7 items-center gap-1 rounded-md px-1.5 text-ink-2 text-xs hover:bg-hover hover:text-ink max-md:h-11 [&_.lucide]:size-3.5"
        >
          <Plus />
          {t("add")}
        </button>
      }
    >
      <SearchList label={t("find")} empty={t("empty")} groupsFor={groupsFor} onChoose={choose} />
    </Popover>
  );
}

function isSpelledLike(typed: string): (tag: string) => boolean {
  return (tag) => foldText(tag) === foldText(typed);
}
