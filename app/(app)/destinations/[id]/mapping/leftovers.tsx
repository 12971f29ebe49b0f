"use client";

import { useTranslations } from "next-intl";
import { useFieldLabel, useMapping } from "#components/mapping/mapping-context.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { findLeftovers, likelyTargets } from "#features/mappings/find-leftovers.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";

/** What leads bring and nothing takes, each with the fields where it would fit. */
export function Leftovers({
  leads,
  rows,
  fields,
  onPut,
}: {
  leads: MappableLead[];
  rows: MappingRow[];
  fields: TargetField[];
  onPut: (row: MappingRow) => void;
}) {
  const t = useTranslations("mapping.leftovers");
  const fieldLabel = useFieldLabel();
  const { sample } = useMapping();
  const names = findLeftovers(leads, rows);
  if (names.length === 0) return null;

  return (
    <section
      aria-label={t("label")}
      className="flex flex-wrap items-center gap-x-2 gap-y-1.5 border-line border-b px-4 py-2.5 text-sm md:px-6"
    >
      <h2 className="text-ink-2">{t("label")}</h2>
      {names.map((name) => {
        const isNew = name.startsWith("extra.");
        const label = fieldLabel(name);
        const targets = likelyTargets(name, rows, fields);
        return (
          <Menu
            key={name}
            trigger={
              <button
                type="button"
                title={sample({ kind: "field", field: name }) || undefined}
                className="inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-sm border border-line-strong px-1.5 hover:bg-hover max-md:min-h-11"
              >
                {isNew && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-info-icon" />}
                <span className="truncate">{label}</span>
                {isNew && <span className="sr-only">{t("new")}</span>}
              </button>
            }
          >
            <p className="max-w-72 px-2 pt-1.5 pb-1 text-ink-3 text-xs">
              {targets.length > 0 ? t("where", { field: label }) : t("nowhere")}
            </p>
            {targets.map(({ field, appends }) => (
              <MenuItem key={field.name} onClick={() => onPut(withPart(rows, field.name, name, appends))}>
                {t(appends ? "append" : "put", { field: field.label })}
              </MenuItem>
            ))}
          </Menu>
        );
      })}
    </section>
  );
}

/** On a line of its own where the field has a value already. */
function withPart(rows: MappingRow[], target: string, name: string, appends: boolean): MappingRow {
  const row = rows.find((one) => one.target === target) ?? { target, value: [], fallback: [] };
  const part = { kind: "field", field: name } as const;
  return { ...row, value: appends ? [...row.value, { kind: "text", text: "\n" }, part] : [part] };
}
