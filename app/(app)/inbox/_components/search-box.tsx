import { Search } from "lucide-react";
import Form from "next/form";
import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import { KeyCap } from "#components/ui/key-cap.tsx";
import { type LeadFilter, leadFilterParams, withoutField } from "#features/leads/lead-filter.ts";

/** Searches within the filter. `go` asks the page to open the lead that is named outright, by number or address. */
export function SearchBox({ filter, className }: { filter: LeadFilter; className?: string }) {
  const t = useTranslations("inbox");
  return (
    <Form
      key={filter.q}
      action="/inbox"
      role="search"
      className={classes(
        "flex h-8 items-center gap-2 rounded-md border border-line-control bg-surface px-2.5 text-ink-3 focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 max-md:h-11",
        className,
      )}
    >
      <Search />
      <input
        id="search-leads"
        type="search"
        name="q"
        defaultValue={filter.q}
        maxLength={300}
        aria-label={t("search")}
        placeholder={t("search")}
        className="h-full min-w-0 flex-1 bg-transparent text-ink text-sm outline-none placeholder:text-ink-3 max-md:text-lg"
      />
      <input type="hidden" name="go" value="1" />
      {[...leadFilterParams(withoutField(filter, "q"))].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <span className="max-md:hidden" aria-hidden>
        <KeyCap>/</KeyCap>
      </span>
    </Form>
  );
}
