"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ValueBuilder } from "#components/mapping/value-builder.tsx";
import { classes } from "#components/ui/classes.ts";
import type { MappingRow, TargetField } from "#connectors/connector.ts";

/** What is sent when the value is empty: words that open into a second, smaller builder. */
export function FallbackCell({
  row,
  field,
  isMissed,
  onChange,
}: {
  row: MappingRow;
  field: TargetField;
  /** Leads are refused for the lack of it. */
  isMissed: boolean;
  onChange: (row: MappingRow) => void;
}) {
  const t = useTranslations("mapping");
  const [isOpen, setOpen] = useState(false);
  const label = t("fallbackOf", { field: field.label });

  if (row.fallback.length > 0 || isOpen) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: only watches the focus leave the builder
      <div
        onBlur={({ currentTarget, relatedTarget }) => {
          const isInPopup = relatedTarget?.closest("[role=dialog]");
          if (!isInPopup && !currentTarget.contains(relatedTarget)) setOpen(false);
        }}
      >
        <PhoneLabel />
        <ValueBuilder
          label={label}
          small
          parts={row.fallback}
          field={field}
          placeholder={t("blank")}
          autoFocus={isOpen && row.fallback.length === 0}
          onChange={(fallback) => onChange({ ...row, fallback })}
        />
      </div>
    );
  }

  if (isNeverEmpty(row)) {
    return (
      <>
        <PhoneLabel />
        <p className="py-1.5 text-ink-3 text-sm">{t("notNeeded")}</p>
      </>
    );
  }

  const words = row.whenEmpty === "stop" ? t("stopsLead") : isMissed ? t("noFallback") : t("blank");
  return (
    <>
      <PhoneLabel />
      <button
        type="button"
        aria-label={t("fallbackButton", { label, words })}
        onClick={() => setOpen(true)}
        className={classes(
          "-ml-2 min-h-8 rounded-md px-2 text-left text-sm hover:bg-hover max-md:min-h-11",
          isMissed ? "text-bad" : "text-ink-3",
        )}
      >
        {words}
      </button>
    </>
  );
}

function PhoneLabel() {
  return <span className="mb-1 block text-ink-3 text-xs lg:hidden">{useTranslations("mapping")("ifEmpty")}</span>;
}

/** Every lead has these. */
const ALWAYS = new Set(["number", "received_at", "lead_url"]);

/** Words stand alone, or beside data only if there is some of it: features/mappings/map-lead.ts. */
function isNeverEmpty({ value }: MappingRow): boolean {
  const fields = value.flatMap((part) => (part.kind === "text" ? [] : part.kind === "first" ? part.fields : [part]));
  if (fields.length > 0) return fields.some(({ field, replace }) => ALWAYS.has(field) && !replace);
  return value.some((part) => part.kind === "text" && part.text.trim() !== "");
}
