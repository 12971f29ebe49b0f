"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { RowProblem } from "#features/mappings/find-problems.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";
import { AddField } from "./add-field.tsx";
import { MappingFileMenu } from "./mapping-file-menu.tsx";
import { filteredTargets, ROW_FILTERS, type RowFilter, type RowFilterName } from "./row-filter.ts";
import { useRefreshFields } from "./use-refresh-fields.ts";

/** Which rows are shown, how old the destination's list of fields is, and the way to one more row. */
export function FieldsBar({
  view,
  now,
  timeZone,
  fields,
  rows,
  results,
  problems,
  filter,
  onFilter,
  onAdd,
  onFields,
  onImport,
}: {
  view: MappingView;
  now: Date;
  timeZone: string;
  fields: TargetField[];
  rows: MappingRow[];
  results: Record<string, FieldResult>;
  problems: ReadonlyMap<string, RowProblem>;
  filter: RowFilter | null;
  onFilter: (name: RowFilterName | null) => void;
  onAdd: (target: string) => void;
  onFields: (fields: TargetField[]) => void;
  onImport: (rows: MappingRow[]) => void;
}) {
  const t = useTranslations("mapping");
  const refresh = useRefreshFields(view, onFields);
  const addable = fields.filter(({ name }) => !rows.some(({ target }) => target === name));

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b px-4 py-1.5 md:px-5">
      <fieldset aria-label={t("filter.label")} className="-mx-1 flex min-w-0 gap-1 overflow-x-auto p-1">
        <FilterButton isOn={!filter} label={t("filter.all")} count={rows.length} onPress={() => onFilter(null)} />
        {ROW_FILTERS.map((name) => (
          <FilterButton
            key={name}
            isOn={filter?.name === name}
            label={t(`filter.${name}`)}
            count={filteredTargets(name, { rows, fields, results, problems }).length}
            isBad={name === "problems"}
            onPress={() => onFilter(name)}
          />
        ))}
      </fieldset>
      <div className="ml-auto flex flex-wrap items-center gap-x-2 max-md:ml-0">
        {refresh.readAt && (
          <span className="text-ink-3 text-xs">
            {t.rich("fieldsRead", {
              time: () => <RelativeTime date={refresh.readAt ?? now} now={now} timeZone={timeZone} />,
            })}
          </span>
        )}
        <Button variant="ghost" icon={<RotateCw />} busy={refresh.isBusy} onClick={refresh.run}>
          {t("refreshFields")}
        </Button>
        {addable.length > 0 && <AddField destination={view.destinationName} fields={addable} onAdd={onAdd} />}
        <MappingFileMenu view={view} rows={rows} fields={fields} onImport={onImport} />
      </div>
    </div>
  );
}

function FilterButton({
  isOn,
  label,
  count,
  isBad = false,
  onPress,
}: {
  isOn: boolean;
  label: string;
  count: number;
  isBad?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={classes(
        "flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium text-sm max-md:h-11",
        isOn ? "bg-neutral-soft text-ink" : "text-ink-2 hover:bg-hover",
      )}
    >
      {label}
      <span className={classes("tabular-nums", isBad && count > 0 ? "text-bad" : "text-ink-3")}>{count}</span>
    </button>
  );
}
