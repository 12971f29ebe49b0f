import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import { KeyCap } from "#components/ui/key-cap.tsx";
import { splitFilter } from "#features/leads/lead-filter.ts";
import type { FilterProblem } from "#features/leads/parse-filter.ts";
import { writeFilter } from "#features/leads/write-filter.ts";
import { FilterForm } from "./filter-form.tsx";
import { FilterInput } from "./filter-input.tsx";
import type { Filtering } from "./filtering.ts";

/**
 * Searches within the filter, and takes conditions as they are written: Enter makes chips of them. What cannot be read
 * stays here. Who names a lead outright, by number or address, gets to it.
 */
export function SearchBox({
  id,
  filter,
  look,
  names,
  problems,
  className,
}: Filtering & { id?: string; problems: FilterProblem[]; className?: string }) {
  const t = useTranslations("inbox");
  const { words, chips } = splitFilter(filter);
  const text = [...problems.map(unread), writeFilter(words)].filter(Boolean).join(" ");
  const beside = writeFilter(chips);
  return (
    <FilterForm
      key={text}
      look={look}
      mayJump
      className={classes(
        "flex h-8 items-center gap-2 rounded-md border border-line-control bg-surface px-2.5 text-ink-3 focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 max-md:h-11",
        className,
      )}
    >
      <Search />
      {/* Before what is typed, where a quote may be open. */}
      {beside && <input type="hidden" name="q" value={beside} />}
      <FilterInput
        id={id}
        label={t("search")}
        placeholder={t("search")}
        defaultValue={text}
        beside={beside}
        names={names}
        align="right"
      />
      <span className="max-md:hidden" aria-hidden>
        <KeyCap>/</KeyCap>
      </span>
    </FilterForm>
  );
}

/** What was typed and says nothing, to be put right; quotes and what was cut off are in the words already. */
function unread({ code, token, field }: FilterProblem): string {
  if (code === "open_quote" || code === "too_long") return "";
  return code === "unknown_value" ? `${field}:${token}` : token;
}
