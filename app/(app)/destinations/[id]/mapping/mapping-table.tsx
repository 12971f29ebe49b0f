"use client";

import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { MappingRow } from "#components/mapping/mapping-row.tsx";
import type { MappingRow as Row, TargetField } from "#connectors/connector.ts";
import type { RowProblem } from "#features/mappings/find-problems.ts";
import { fixRow } from "#features/mappings/fix-row.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { type FieldResult, isDemanded } from "#features/mappings/map-lead.ts";
import { SuggestedRows } from "./suggested-rows.tsx";

/** The rows. Up and down move from one value to the next. */
export function MappingTable({
  destination,
  fields,
  rows,
  added,
  results,
  problems,
  leads,
  updatesExisting,
  suggests,
  onChange,
  onPut,
  onRemove,
}: {
  destination: string;
  fields: TargetField[];
  rows: Row[];
  added: string | null;
  results: Record<string, FieldResult>;
  problems: ReadonlyMap<string, RowProblem>;
  /** Those the problems were found with. */
  leads: MappableLead[];
  updatesExisting: boolean;
  /** Whether fields that could be filled stand under those that are. */
  suggests: boolean;
  onChange: (row: Row) => void;
  onPut: (row: Row) => void;
  onRemove: (target: string) => void;
}) {
  const t = useTranslations("mapping");

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === "ArrowDown") moveToRow(event.target, 1);
    else if (event.key === "ArrowUp") moveToRow(event.target, -1);
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
          const problem = problems.get(row.target) ?? null;
          return (
            <MappingRow
              key={row.target}
              destination={destination}
              field={field}
              row={row}
              result={results[row.target] ?? NOTHING}
              problem={problem}
              fix={problem && fixRow({ problem, row, field, leads, notGiven: t("notGiven") })}
              updatesExisting={updatesExisting}
              autoFocus={row.target === added}
              onChange={onChange}
              onRemove={isDemanded(field) ? undefined : () => onRemove(row.target)}
            />
          );
        })}
        {suggests && <SuggestedRows fields={fields} rows={rows} onPut={onPut} />}
      </tbody>
    </table>
  );
}

const NOTHING: FieldResult = { value: null, text: "", from: "nothing", issues: [] };

/** The destination no longer has it, or has never told its fields. */
function unknownField(name: string): TargetField {
  return { name, label: name, type: "text", required: false };
}

/** Past rows with a choice, in which the same keys would change it; Tab leads there. */
function moveToRow(from: EventTarget, by: -1 | 1) {
  if (!(from instanceof HTMLInputElement) || !from.dataset.text) return;
  let row: Element | null | undefined = from.closest("tr");
  do row = by > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  while (row && !row.querySelector("td:nth-of-type(1) input[data-end]"));
  row?.querySelector<HTMLElement>("input[data-end]")?.focus();
}
