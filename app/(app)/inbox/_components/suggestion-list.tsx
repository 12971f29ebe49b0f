"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { classes } from "#components/ui/classes.ts";
import type { Suggestion } from "#features/leads/suggest-filter.ts";

/** What could stand where somebody types. The focus stays in the text; `active` is the option its arrows have reached. */
export function SuggestionList({
  id,
  suggestions,
  active,
  hint,
  align,
  onChoose,
}: {
  id: string;
  suggestions: Suggestion[];
  active: number;
  hint?: string;
  align: "left" | "right";
  onChoose: (index: number) => void;
}) {
  const t = useTranslations("inbox.suggest");
  const format = useFormatter();
  const reached = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another element for each place
  useEffect(() => {
    reached.current?.scrollIntoView({ block: "nearest" });
  }, [active]);

  return (
    <div
      hidden={suggestions.length === 0}
      className={classes(
        "absolute top-full z-40 mt-2 max-h-80 w-max min-w-64 max-w-[min(26rem,92vw)] overflow-y-auto rounded-lg bg-raised p-1 font-sans text-ink shadow-popover",
        align === "right" ? "right-0" : "left-0",
      )}
    >
      <div id={id} role="listbox" aria-label={t("label")}>
        {suggestions.map(({ insert, name, count }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which names the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the combobox
          <div
            key={insert}
            ref={index === active ? reached : undefined}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(index)}
            className={classes(
              "flex min-h-8 cursor-default items-center gap-3 rounded-md px-2 text-sm max-md:min-h-11",
              index === active ? "bg-hover" : "hover:bg-hover",
            )}
          >
            <bdi className="min-w-0 truncate">{name}</bdi>
            {name !== insert && <span className="min-w-0 truncate font-mono text-ink-3 text-xs">{insert}</span>}
            {count !== undefined && (
              <span className="ml-auto pl-2 text-ink-3 tabular-nums">{format.number(count)}</span>
            )}
          </div>
        ))}
      </div>
      {hint && <p className="px-2 pt-1.5 pb-1 text-ink-3 text-xs">{hint}</p>}
    </div>
  );
}
