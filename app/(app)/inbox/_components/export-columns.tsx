import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "#components/ui/field.tsx";
import { COLUMN_GROUP_NAMES, type ColumnGroup, DEFAULT_GROUPS } from "#features/leads/export-columns.ts";

/** The ticks for what the file says of each lead. */
export function ExportColumns() {
  const t = useTranslations("leadExport");
  const [groups, setGroups] = useState<readonly ColumnGroup[]>(DEFAULT_GROUPS);
  const title = t("columns", { count: groups.length, all: COLUMN_GROUP_NAMES.length });
  return (
    <fieldset className="flex flex-col bg-sunken px-6 py-5 md:border-line md:border-l">
      <legend className="sr-only">{title}</legend>
      <div className="mb-1 flex items-baseline justify-between text-xs">
        <span aria-hidden className="text-ink-3">
          {title}
        </span>
        <button
          type="button"
          className="link font-medium max-md:min-h-11"
          onClick={() => setGroups(COLUMN_GROUP_NAMES)}
        >
          {t("allColumns")}
        </button>
      </div>
      {COLUMN_GROUP_NAMES.map((group) => (
        <Checkbox
          key={group}
          name="columns"
          value={group}
          checked={groups.includes(group)}
          onChange={({ target }) =>
            setGroups(target.checked ? [...groups, group] : groups.filter((other) => other !== group))
          }
          label={t(`column.${group}`)}
          className="min-h-7.5"
        />
      ))}
      <p className="mt-2 text-ink-2 text-xs">{t("always")}</p>
    </fieldset>
  );
}
