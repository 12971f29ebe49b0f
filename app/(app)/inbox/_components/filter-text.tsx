"use client";
import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { FilterForm } from "./filter-form.tsx";
import { FilterInput } from "./filter-input.tsx";
import type { Filtering } from "./filtering.ts";

/** The whole filter as one line of text; Enter shows the list that it asks for. */
export function FilterText({
  text,
  look,
  names,
  onClose,
}: Pick<Filtering, "look" | "names"> & { text: string; onClose: () => void }) {
  const t = useTranslations("inbox.filter");
  return (
    <FilterForm look={look} className="flex min-w-0 flex-1 items-center gap-2">
      <div className="flex h-8 min-w-0 flex-1 items-center rounded-md border border-line-control bg-surface px-2.5 focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2 max-md:h-11">
        <FilterInput
          key={text}
          id="filter-text"
          label={t("textLabel")}
          placeholder={t("textHint")}
          defaultValue={text}
          names={names}
          isMono
          onEscape={onClose}
        />
      </div>
      <Button type="submit">{t("apply")}</Button>
      <IconButton label={t("asChips")} icon={<ListFilter />} onClick={onClose} />
    </FilterForm>
  );
}
