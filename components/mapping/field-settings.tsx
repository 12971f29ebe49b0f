"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FormatSelect } from "#components/mapping/format-select.tsx";
import { LeadFieldOptions } from "#components/mapping/lead-field-options.tsx";
import { useMapping } from "#components/mapping/mapping-context.tsx";
import { RulesTable } from "#components/mapping/rules-table.tsx";
import type { ChipPart } from "#components/mapping/segments.ts";
import { Button } from "#components/ui/button.tsx";
import { Select, TextInput } from "#components/ui/field.tsx";
import type { FieldPart, TargetField } from "#connectors/connector.ts";

/** What is done to one value of a lead on its way, and what comes out for the lead shown. */
export function FieldSettings({
  part,
  field,
  onChange,
}: {
  part: FieldPart;
  field: Pick<TargetField, "type" | "choices">;
  onChange: (part: ChipPart) => void;
}) {
  const t = useTranslations("mapping");
  const id = useId();
  const hasRules = part.replace !== undefined || part.otherwise !== undefined;
  const [areRulesOpen, setRulesOpen] = useState(hasRules);
  const [isAsked, setAsked] = useState(false);

  function ask() {
    setRulesOpen(true);
    setAsked(true);
  }

  return (
    <>
      <div className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        <label htmlFor={`${id}-format`} className="text-ink-2">
          {t("format")}
        </label>
        <FormatSelect id={`${id}-format`} part={part} onChange={onChange} />

        <label htmlFor={`${id}-longest`} className="text-ink-2">
          {t("longest")}
        </label>
        <span className="relative">
          <TextInput
            id={`${id}-longest`}
            inputMode="numeric"
            autoComplete="off"
            placeholder={t("noLimit")}
            aria-describedby={`${id}-unit`}
            className="pr-24"
            value={part.maxLength ?? ""}
            onChange={({ target }) => onChange(withLength(part, target.value))}
          />
          <span
            id={`${id}-unit`}
            className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3"
          >
            {t("characters")}
          </span>
        </span>

        {!areRulesOpen && (
          <>
            <span className="text-ink-2">{t("replace")}</span>
            <Button className="justify-start! font-normal! text-ink-3!" onClick={ask}>
              {t("noReplacements")}
            </Button>
          </>
        )}

        <label htmlFor={`${id}-empty`} className="text-ink-2">
          {t("ifEmpty")}
        </label>
        <Select
          id={`${id}-empty`}
          value=""
          onChange={({ target }) => onChange({ kind: "first", fields: [part, { kind: "field", field: target.value }] })}
        >
          <option value="">{t("nothingInstead")}</option>
          <LeadFieldOptions except={[part.field]} label={(name) => t("useField", { field: name })} />
        </Select>
      </div>
      {areRulesOpen && (
        <div className="mt-3 border-line border-t pt-3">
          <RulesTable part={part} field={field} autoFocus={isAsked} onChange={onChange} />
        </div>
      )}
      <BeforeAfter part={part} />
    </>
  );
}

function BeforeAfter({ part }: { part: FieldPart }) {
  const t = useTranslations("mapping");
  const { sample } = useMapping();
  const before = sample({ kind: "field", field: part.field });
  const after = sample(part);
  return (
    <p
      aria-live="polite"
      className="mt-3 flex min-w-0 flex-wrap items-center gap-x-2 border-line border-t pt-2.5 text-xs"
    >
      {before === "" && <span className="text-ink-2">{t("noSample")}</span>}
      {before !== "" && <span className="line-clamp-2 text-ink-2 wrap-anywhere">{before}</span>}
      {before !== after && (
        <>
          <ArrowRight role="img" aria-label={t("becomes")} className="size-3.5 shrink-0 text-ink-3" />
          <span className="line-clamp-2 font-medium wrap-anywhere">{after || t("nothing")}</span>
        </>
      )}
    </p>
  );
}

function withLength({ maxLength: _, ...part }: FieldPart, typed: string): FieldPart {
  const maxLength = Number.parseInt(typed.replace(/\D/g, "").slice(0, 6), 10);
  return maxLength > 0 ? { ...part, maxLength } : part;
}
