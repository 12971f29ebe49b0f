"use client";
import { useTranslations } from "next-intl";
import { startTransition, useState } from "react";
import type { Choice } from "#components/bulk/bulk-choices.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { holds, SearchList, type SearchOption } from "#components/ui/search-list.tsx";
import { listTagsAction } from "#features/leads/actions.ts";
import type { OrderOf } from "#features/leads/lead-change-order.ts";
import { MAX_TAG_LENGTH } from "#features/leads/lead-words.ts";
import type { TagCount } from "#features/leads/list-tags.ts";
import { foldText } from "#lib/fold.ts";

/** A tag to put on the leads, new or known, or to take off them. */
export function TagChoice({ trigger, onChoose }: Choice) {
  const t = useTranslations("bulk.tags");
  const [isOpen, setOpen] = useState(false);
  const [known, setKnown] = useState<TagCount[]>([]);

  function open(next: boolean) {
    setOpen(next);
    if (next) startTransition(async () => setKnown(await listTagsAction()));
  }

  function groupsFor(query: string) {
    const typed = query
      .replace(/[\s,]+/g, " ")
      .trim()
      .slice(0, MAX_TAG_LENGTH);
    const found = known.map(({ tag }) => tag).filter((tag) => holds(tag, query));
    const isNew = typed !== "" && !known.some(({ tag }) => foldText(tag) === foldText(typed));
    const on = found.map((tag) => option("on", tag, <bdi className="truncate">{tag}</bdi>));
    return [
      { label: t("on"), options: isNew ? [...on, option("on", typed, t("create", { tag: typed }))] : on },
      { label: t("off"), options: found.map((tag) => option("off", tag, <bdi className="truncate">{tag}</bdi>)) },
    ];
  }

  return (
    <Popover label={t("label")} open={isOpen} onOpenChange={open} side="top" className="w-70" trigger={trigger}>
      <SearchList
        label={t("find")}
        empty={t("empty")}
        groupsFor={groupsFor}
        onChoose={(order) => {
          setOpen(false);
          onChoose(order);
        }}
      />
    </Popover>
  );
}

function option(
  side: "on" | "off",
  tag: string,
  content: SearchOption<OrderOf<"tags">>["content"],
): SearchOption<OrderOf<"tags">> {
  const order = side === "on" ? { add: [tag], remove: [] } : { add: [], remove: [tag] };
  return { id: `${side} ${tag}`, value: { kind: "tags", ...order }, content };
}
