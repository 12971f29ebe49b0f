"use client";

import { useTranslations } from "next-intl";
import { useFieldLabel } from "#components/mapping/mapping-context.tsx";
import type { ChipPart } from "#components/mapping/segments.ts";
import type { FieldPart } from "#connectors/connector.ts";

/** A chip in words: the name of what it takes, and what is done to it or taken in its place. */
export type PartWords = { label: string; marks: string[] };

export function usePartWords() {
  const t = useTranslations("mapping");
  const fieldLabel = useFieldLabel();

  function fieldMarks({ transform, maxLength, replace, otherwise }: FieldPart, withRules = true): string[] {
    const rules = withRules ? (replace?.length ?? 0) + (otherwise === undefined ? 0 : 1) : 0;
    return [
      ...(transform ? [t(`transform.${transform}`)] : []),
      ...(rules > 0 ? [t("replacements", { count: rules })] : []),
      ...(maxLength ? [t("firstCharacters", { count: maxLength })] : []),
    ];
  }

  /** `withRules`: false where the rules themselves stand beside the chip. */
  return (part: ChipPart, withRules = true): PartWords => {
    if (part.kind === "field") return { label: fieldLabel(part.field), marks: fieldMarks(part, withRules) };
    const [first, ...others] = part.fields;
    return {
      label: first ? fieldLabel(first.field) : "",
      marks: [
        ...(first ? fieldMarks(first) : []),
        ...others.map((other) => t("elseField", { field: [fieldLabel(other.field), ...fieldMarks(other)].join(", ") })),
      ],
    };
  };
}
