"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMapping } from "#components/mapping/mapping-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import { suggestRow } from "#features/mappings/suggest-row.ts";
import { PartsWords } from "./parts-words.tsx";

/** More than these would bury what is mapped. */
const MAX_SUGGESTED = 5;

/** Fields that nothing fills although nearly everybody fills them, one press away from it. */
export function SuggestedRows({
  fields,
  rows,
  onPut,
}: {
  fields: TargetField[];
  rows: MappingRow[];
  onPut: (row: MappingRow) => void;
}) {
  const t = useTranslations("mapping");
  const { sample } = useMapping();
  const mapped = new Set(rows.map(({ target }) => target));
  const suggestions = fields
    .filter(({ name }) => !mapped.has(name))
    .flatMap((field) => {
      const row = suggestRow(field);
      return row ? [{ field, row }] : [];
    })
    .slice(0, MAX_SUGGESTED);

  return suggestions.map(({ field, row }) => (
    <tr key={field.name} className="border-line border-b align-top max-lg:block max-lg:px-4 max-lg:py-3 lg:[&>*]:py-2">
      <th scope="row" className="text-left font-normal max-lg:block lg:pr-3 lg:pl-6">
        <span className="flex min-h-5 flex-wrap items-center gap-2">
          <span className="text-ink-2 text-sm">{field.label}</span>
          <Badge>{t("suggested")}</Badge>
        </span>
        <span className="block font-mono text-ink-3 text-xs wrap-anywhere">{field.name}</span>
      </th>
      <td className="max-lg:mt-2 max-lg:block lg:pr-3">
        <span className="flex min-h-8 min-w-0 items-center justify-between gap-3">
          <PartsWords parts={row.value} />
          <Button
            size="sm"
            icon={<Plus />}
            aria-label={t("useSuggestionFor", { field: field.label })}
            onClick={() => onPut(row)}
          >
            {t("useSuggestion")}
          </Button>
        </span>
      </td>
      <td className="max-lg:hidden" />
      <td className="border-line bg-sunken max-lg:hidden lg:border-l lg:px-4">
        <span className="line-clamp-2 min-h-8 py-1.5 text-ink-3 text-sm">{row.value.map(sample).join("")}</span>
      </td>
    </tr>
  ));
}
