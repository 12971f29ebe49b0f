"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { FallbackCell } from "#components/mapping/fallback-cell.tsx";
import { ProblemNote } from "#components/mapping/problem-note.tsx";
import { ResultCell } from "#components/mapping/result-cell.tsx";
import { RowMenu } from "#components/mapping/row-menu.tsx";
import { ValueBuilder } from "#components/mapping/value-builder.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import type { MappingRow as Row, TargetField } from "#connectors/connector.ts";
import type { RowProblem } from "#features/mappings/find-problems.ts";
import type { RowFix } from "#features/mappings/fix-row.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";

const BARS = { red: "before:bg-bad-icon", amber: "before:bg-warn-icon" };

/** One field of the destination: what fills it, what does when that is empty, and what comes out for the lead shown. */
export function MappingRow({
  destination,
  field,
  row,
  result,
  problem,
  fix,
  updatesExisting,
  autoFocus,
  onChange,
  onRemove,
}: {
  destination: string;
  field: TargetField;
  row: Row;
  result: FieldResult;
  problem: RowProblem | null;
  fix: RowFix | null;
  updatesExisting: boolean;
  autoFocus: boolean;
  onChange: (row: Row) => void;
  /** Absent for what the destination requires. */
  onRemove?: () => void;
}) {
  const t = useTranslations("mapping");
  const id = useId();
  const describedBy = classes(`${id}-result`, problem && `${id}-problem`);

  return (
    <tr
      id={`field-${field.name}`}
      className="group relative border-line border-b align-top max-lg:block max-lg:px-4 max-lg:py-4 lg:[&>*]:py-2"
    >
      <th
        scope="row"
        className={classes(
          "relative text-left font-normal max-lg:block lg:pr-3 lg:pl-6",
          problem && "before:absolute before:inset-y-0 before:left-0 before:w-0.75 max-lg:static",
          problem && BARS[problem.severity],
        )}
      >
        <span className="flex min-h-5 items-center gap-2">
          <span className="font-medium text-sm">{field.label}</span>
          {field.required && <Badge>{t("required")}</Badge>}
          <RowMenu field={field} row={row} updatesExisting={updatesExisting} onChange={onChange} onRemove={onRemove} />
        </span>
        <span className="block text-ink-3 text-xs">
          <span className="font-mono wrap-anywhere">{field.name}</span> · {typeText(t, field)}
          {updatesExisting && row.whenExists && row.whenExists !== "overwrite" && (
            <> · {t(`rowMenu.${row.whenExists}`)}</>
          )}
        </span>
      </th>
      <td className="max-lg:mt-3 max-lg:block lg:pr-3">
        <ValueBuilder
          label={t("valueOf", { field: field.label })}
          parts={row.value}
          field={field}
          describedBy={describedBy}
          severity={problem?.severity}
          autoFocus={autoFocus}
          onChange={(value) => onChange({ ...row, value })}
        />
        {problem && (
          <ProblemNote
            id={`${id}-problem`}
            destination={destination}
            problem={problem}
            fix={fix}
            onFix={() => {
              if (!fix?.row) return onRemove?.();
              // The button goes away with the problem.
              document.getElementById(`field-${field.name}`)?.querySelector<HTMLElement>("[data-end]")?.focus();
              onChange(fix.row);
            }}
          />
        )}
      </td>
      <td className="max-lg:mt-2 max-lg:block lg:pr-3">
        <FallbackCell row={row} field={field} isMissed={problem?.code === "required_empty"} onChange={onChange} />
      </td>
      <td
        id={`${id}-result`}
        className="max-lg:-mx-4 max-lg:mt-3 max-lg:block max-lg:px-4 max-lg:py-2 border-line bg-sunken lg:border-l lg:px-4"
      >
        <ResultCell destination={destination} field={field} result={result} />
      </td>
    </tr>
  );
}

function typeText(t: ReturnType<typeof useTranslations<"mapping">>, { type, maxLength, choices }: TargetField): string {
  if (choices && type !== "bool") return t("typeChoice", { count: choices.length });
  const name = t(`type.${type}`);
  return maxLength ? t("typeUpTo", { type: name, count: maxLength }) : name;
}
