import { useTranslations } from "next-intl";
import type { TargetField } from "#connectors/connector.ts";
import type { FieldResult } from "#features/mappings/map-lead.ts";

/** What the destination gets in this field for the lead shown, and how long it is. */
export function ResultCell({
  destination,
  field,
  result,
}: {
  destination: string;
  field: TargetField;
  result: FieldResult;
}) {
  const t = useTranslations("mapping");
  return (
    <>
      <span className="block text-ink-3 text-xs lg:sr-only">{t("gets", { destination })}</span>
      <div className="flex min-h-8 items-center gap-4 text-sm">
        {result.value === null ? (
          <span className="text-ink-3">{t("leftBlank")}</span>
        ) : (
          <span className="line-clamp-3 min-w-0 flex-1 whitespace-pre-line" title={result.text}>
            {typeof result.value === "boolean" && !field.choices ? t(result.value ? "yes" : "no") : result.text}
          </span>
        )}
        <span className="ml-auto shrink-0 text-ink-3 text-2xs tabular-nums">{measure(t, field, result)}</span>
      </div>
    </>
  );
}

function measure(
  t: ReturnType<typeof useTranslations<"mapping">>,
  { type, maxLength, choices }: TargetField,
  { value }: FieldResult,
): string | null {
  if (value === null || type === "bool") return null;
  if (choices) return t("choiceValue", { value: String(value) });
  // In UTF-16 units, as features/mappings/convert-value.ts counts.
  return maxLength && typeof value === "string" ? t("length", { length: value.length, maxLength }) : null;
}
