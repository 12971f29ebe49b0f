"use client";
import { ChevronDown, ChevronUp, Columns3 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, startTransition, useOptimistic, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox, Field, RadioGroup, Select } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import {
  COLUMNS,
  type Column,
  type Columns,
  moveColumn,
  USUAL_COLUMNS,
  withColumn,
  writeColumns,
} from "#features/leads/list-columns.ts";
import { parseSort, SORTS, type Sort } from "#features/leads/list-sort.ts";
import { inboxHref } from "#features/leads/views.ts";
import { changePreferences } from "#features/people/actions.ts";
import type { Density } from "#features/people/preferences.ts";
import { type InboxView, lookOf } from "./inbox-view.ts";

/** How the list looks: its order and columns, which are in the address, and the height of its rows, which is personal. */
export function ListOptions({ view, density }: { view: InboxView; density: Density }) {
  const t = useTranslations("inbox.options");
  const sorts = useTranslations("inbox.sort");
  const router = useRouter();
  const [shown, show] = useOptimistic({ columns: view.columns, sort: view.sort, density });

  function look(change: { columns?: Columns; sort?: Sort }) {
    startTransition(() => {
      const next = { ...shown, ...change };
      show(next);
      const { filter, lead } = view;
      router.replace(inboxHref(filter, { ...lookOf({ ...view, ...next }), lead }), { scroll: false });
    });
  }

  function setDensity(next: Density) {
    startTransition(async () => {
      show({ ...shown, density: next });
      await changePreferences({ density: next });
    });
  }

  return (
    <Popover
      title={t("title")}
      align="end"
      className="w-76 p-4"
      trigger={<IconButton label={t("open")} icon={<Columns3 />} className="size-7!" />}
    >
      <div className="flex flex-col gap-4">
        <Field label={t("order")}>
          {(control) => (
            <Select value={shown.sort} onChange={({ target }) => look({ sort: parseSort(target.value) })} {...control}>
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {sorts(sort)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <RadioGroup
          legend={t("density")}
          name="density"
          look="segments"
          value={shown.density}
          onChange={({ target }) => setDensity(target.value === "compact" ? "compact" : "comfortable")}
          options={[
            { value: "comfortable", label: t("comfortable") },
            { value: "compact", label: t("compact") },
          ]}
        />
        <ColumnList columns={shown.columns} onChange={(columns) => look({ columns })} />
      </div>
    </Popover>
  );
}

/** The columns in their order, then those that are not shown. */
function ColumnList({ columns, onChange }: { columns: Columns; onChange: (columns: Columns) => void }) {
  const t = useTranslations("inbox.options");
  const names = useTranslations("inbox.column");
  const [moved, setMoved] = useState<Column | null>(null);
  const hidden = COLUMNS.filter((column) => !columns.includes(column));

  function move(column: Column, step: -1 | 1) {
    setMoved(column);
    onChange(moveColumn(columns, column, step));
  }

  return (
    <fieldset className="min-w-0">
      <legend className="font-medium text-sm">{t("columns")}</legend>
      <div className="mb-1 flex min-h-7 items-center justify-between gap-2">
        <p className="text-ink-3 text-xs">{t("always")}</p>
        {writeColumns(columns) !== undefined && (
          <Button variant="ghost" size="sm" onClick={() => onChange(USUAL_COLUMNS)}>
            {t("usual")}
          </Button>
        )}
      </div>
      <ul>
        {[...columns, ...hidden].map((column) => {
          const at = columns.indexOf(column);
          return (
            <li key={column} className="flex min-h-8 items-center gap-1 max-md:min-h-11">
              <Checkbox
                className="min-w-0 flex-1"
                label={names(column)}
                checked={at >= 0}
                onChange={({ target }) => onChange(withColumn(columns, column, target.checked))}
              />
              {at >= 0 && (
                <>
                  <MoveButton
                    label={t("up", { column: names(column) })}
                    icon={<ChevronUp />}
                    isOff={at === 0}
                    onMove={() => move(column, -1)}
                  />
                  <MoveButton
                    label={t("down", { column: names(column) })}
                    icon={<ChevronDown />}
                    isOff={at === columns.length - 1}
                    onMove={() => move(column, 1)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {moved && t("moved", { column: names(moved), place: columns.indexOf(moved) + 1, count: columns.length })}
      </p>
    </fieldset>
  );
}

/** At the end of the list it stays and does nothing: what disappears would take the focus with it. */
function MoveButton({
  label,
  icon,
  isOff,
  onMove,
}: {
  label: string;
  icon: ReactNode;
  isOff: boolean;
  onMove: () => void;
}) {
  return (
    <IconButton
      label={label}
      icon={icon}
      aria-disabled={isOff || undefined}
      // A list item that changes its place loses the focus of what is in it.
      onClick={({ currentTarget }) => {
        if (isOff) return;
        onMove();
        requestAnimationFrame(() => currentTarget.focus());
      }}
      className="size-7! aria-disabled:opacity-40"
    />
  );
}
