"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { FallbackCell } from "#components/mapping/fallback-cell.tsx";
import { ResultCell } from "#components/mapping/result-cell.tsx";
import { type RowTrouble, TroubleNote } from "#components/mapping/trouble-note.tsx";
import { ValueBuilder } from "#components/mapping/value-builder.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { classes } from "#components/ui/classes.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { MappingRow as Row, TargetField } from "#connectors/connector.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";

const BARS = { problem: "before:bg-bad-icon", warning: "before:bg-warn-icon" };

/** One field of the destination: what fills it, what does when that is empty, and what comes out for the lead shown. */
export function MappingRow({
  destination,
  field,
  row,
  result,
  trouble,
  autoFocus,
  onChange,
  onRemove,
}: {
  destination: string;
  field: TargetField;
  row: Row;
  result: FieldResult;
  trouble: RowTrouble | null;
  autoFocus: boolean;
  onChange: (row: Row) => void;
  /** Absent for what the destination requires. */
  onRemove?: () => void;
}) {
  const t = useTranslations("mapping");
  const id = useId();
  const describedBy = classes(`${id}-result`, trouble && `${id}-trouble`);

  return (
    <tr
      id={`field-${field.name}`}
      className="group relative border-line border-b align-top max-lg:block max-lg:px-4 max-lg:py-4 lg:[&>*]:py-2"
    >
      <th
        scope="row"
        className={classes(
          "relative text-left font-normal max-lg:block lg:pr-3 lg:pl-6",
          trouble && "before:absolute before:inset-y-0 before:left-0 before:w-0.75 max-lg:static",
          trouble && BARS[trouble.severity],
        )}
      >
        <span className="flex min-h-5 items-center gap-2">
          <span className="font-medium text-sm">{field.label}</span>
          {field.required && <Badge>{t("required")}</Badge>}
          {onRemove && (
            <IconButton
              label={t("removeField", { field: field.label })}
              icon={<X />}
              onClick={onRemove}
              className="-my-1 ml-auto size-6! opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 max-md:size-11! max-lg:opacity-100"
            />
          )}
        </span>
        <span className="block text-ink-3 text-xs">
          <span className="font-mono">{field.name}</span> · {typeText(t, field)}
        </span>
      </th>
      <td className="max-lg:mt-3 max-lg:block lg:pr-3">
        <ValueBuilder
          label={t("valueOf", { field: field.label })}
          parts={row.value}
          field={field}
          describedBy={describedBy}
          severity={trouble?.severity}
          autoFocus={autoFocus}
          onChange={(value) => onChange({ ...row, value })}
        />
        {trouble && (
          <TroubleNote
            id={`${id}-trouble`}
            destination={destination}
            field={field}
            trouble={trouble}
            onFill={(text) => onChange({ ...row, fallback: [{ kind: "text", text }] })}
            onRemove={onRemove}
          />
        )}
      </td>
      <td className="max-lg:mt-2 max-lg:block lg:pr-3">
        <FallbackCell row={row} field={field} isMissed={trouble?.code === "required_empty"} onChange={onChange} />
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
  if (choices) return t("typeChoice", { count: choices.length });
  const name = t(`type.${type}`);
  return maxLength ? t("typeUpTo", { type: name, count: maxLength }) : name;
}
