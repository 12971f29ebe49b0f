"use client";
import { useTranslations } from "next-intl";
import type { useMentions } from "#components/leads/use-mentions.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { classes } from "#components/ui/classes.ts";

/** The people that what was typed may mean, over the field; a screen reader hears how many. */
export function MentionList({ mentions }: { mentions: ReturnType<typeof useMentions> }) {
  const t = useTranslations("note");
  const { found, isOpen, active, listId, optionId, pick } = mentions;
  return (
    <>
      <span role="status" className="sr-only">
        {isOpen && t("found", { count: found.length })}
      </span>
      {isOpen && (
        <div
          id={listId}
          role="listbox"
          aria-label={t("suggestions")}
          className="absolute inset-x-0 bottom-full z-10 mb-1.5 rounded-lg bg-raised p-1 text-sm shadow-popover"
        >
          {found.map((person, at) => (
            <div
              key={person.id}
              id={optionId(at)}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              // Before the field loses the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                pick(person);
              }}
              className={classes(
                "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 max-md:min-h-11",
                at === active && "bg-hover",
              )}
            >
              <Avatar name={person.name} decorative />
              <bdi className="truncate">{person.name}</bdi>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
