"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { MappingRow } from "#components/mapping/mapping-row.tsx";
import type { RowTrouble } from "#components/mapping/trouble-note.tsx";
import type { MappingRow as Row, TargetField } from "#connectors/connector.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";

/** The rows. Up and down move from one value to the next. */
export function MappingTable({
  destination,
  fields,
  rows,
  added,
  results,
  troubles,
  onChange,
  onRemove,
  onSave,
}: {
  destination: string;
  fields: TargetField[];
  rows: Row[];
  added: string | null;
  results: Record<string, FieldResult>;
  troubles: ReadonlyMap<string, RowTrouble>;
  onChange: (row: Row) => void;
  onRemove: (target: string) => void;
  onSave: () => void;
}) {
  const t = useTranslations("mapping");

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key.toLowerCase() === "s" && (event.metaKey || event.ctrlKey)) onSave();
    else if (event.key === "ArrowDown") moveToRow(event.target, 1);
    else if (event.key === "ArrowUp") moveToRow(event.target, -1);
    else return;
    event.preventDefault();
  }

  return (
    <table className="w-full table-fixed border-line text-left max-lg:block" onKeyDown={onKeyDown}>
      <caption className="sr-only">{t("tableCaption", { destination })}</caption>
      <colgroup>
        <col className="w-[20%]" />
        <col />
        <col className="w-[15%]" />
        <col className="w-[25%]" />
      </colgroup>
      <thead className="text-ink-2 text-xs max-lg:sr-only">
        <tr className="h-8 border-line border-b [&>th]:font-medium">
          <th scope="col" className="pl-6">
            {t("fieldOf", { destination })}
          </th>
          <th scope="col">{t("value")}</th>
          <th scope="col">{t("ifEmpty")}</th>
          <th scope="col" className="border-line border-l bg-sunken px-4">
            {t("gets", { destination })}
          </th>
        </tr>
      </thead>
      <tbody className="max-lg:block">
        {rows.map((row) => {
          const field = fields.find(({ name }) => name === row.target) ?? unknownField(row.target);
          return (
            <MappingRow
              key={row.target}
              destination={destination}
              field={field}
              row={row}
              result={results[row.target] ?? NOTHING}
              trouble={troubles.get(row.target) ?? null}
              autoFocus={row.target === added}
              onChange={onChange}
              onRemove={field.required ? undefined : () => onRemove(row.target)}
            />
          );
        })}
      </tbody>
    </table>
  );
}

const NOTHING: FieldResult = { value: null, text: "", from: "nothing", issues: [] };

/** The destination no longer has it, or has never told its fields. */
function unknownField(name: string): TargetField {
  return { name, label: name, type: "text", required: false };
}

function moveToRow(from: EventTarget, by: -1 | 1) {
  if (!(from instanceof HTMLInputElement) || !from.dataset.text) return;
  const row = from.closest("tr");
  const next = by > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector<HTMLInputElement>("input[data-end]")?.focus();
}
