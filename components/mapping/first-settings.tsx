"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { FormatSelect } from "#components/mapping/format-select.tsx";
import { LeadFieldOptions } from "#components/mapping/lead-field-options.tsx";
import { useFieldLabel, useMapping } from "#components/mapping/mapping-context.tsx";
import type { ChipPart } from "#components/mapping/segments.ts";
import { Select } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { FieldPart } from "#connectors/connector.ts";

/** As many as features/mappings/mapping.ts takes. */
const MAX_FIELDS = 10;

/** Which values are asked in which order; the first that a lead has is taken. */
export function FirstSettings({
  part: { fields },
  onChange,
}: {
  part: Extract<ChipPart, { kind: "first" }>;
  onChange: (part: ChipPart) => void;
}) {
  const t = useTranslations("mapping");
  const { sample } = useMapping();
  const fieldLabel = useFieldLabel();
  const sampled = sample({ kind: "first", fields });

  function keep(next: FieldPart[]) {
    const [only] = next;
    onChange(next.length === 1 && only ? only : { kind: "first", fields: next });
  }

  const swap = (at: number, other: number) => {
    const [one, two] = [fields[at], fields[other]];
    if (one && two) keep(fields.with(at, two).with(other, one));
  };

  return (
    <>
      <ol className="flex flex-col gap-1.5">
        {fields.map((field, index) => {
          const label = fieldLabel(field.field);
          return (
            <li key={field.field} className="flex flex-wrap items-center gap-1">
              <span className="min-w-24 flex-1 truncate font-medium">{label}</span>
              <FormatSelect
                className="w-34 max-md:order-last max-md:w-full"
                aria-label={t("formatOf", { field: label })}
                part={field}
                onChange={(changed) => keep(fields.with(index, changed))}
              />
              <IconButton
                label={t("moveUp", { field: label })}
                icon={<ArrowUp />}
                className="md:size-7!"
                disabled={index === 0}
                onClick={() => swap(index, index - 1)}
              />
              <IconButton
                label={t("moveDown", { field: label })}
                icon={<ArrowDown />}
                className="md:size-7!"
                disabled={index === fields.length - 1}
                onClick={() => swap(index, index + 1)}
              />
              <IconButton
                label={t("removeChip", { field: label })}
                icon={<X />}
                className="md:size-7!"
                onClick={() => keep(fields.toSpliced(index, 1))}
              />
            </li>
          );
        })}
      </ol>
      {fields.length < MAX_FIELDS && (
        <Select
          aria-label={t("addElse")}
          className="mt-2"
          value=""
          onChange={({ target }) => keep([...fields, { kind: "field", field: target.value }])}
        >
          <option value="">{t("addElse")}</option>
          <LeadFieldOptions except={fields.map(({ field }) => field)} />
        </Select>
      )}
      <p aria-live="polite" className="mt-3 border-line border-t pt-2.5 text-xs wrap-anywhere">
        {sampled ? <span className="line-clamp-2 font-medium">{sampled}</span> : t("noSample")}
      </p>
    </>
  );
}
