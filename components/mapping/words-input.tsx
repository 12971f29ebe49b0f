"use client";

import { useTranslations } from "next-intl";
import { choiceFor, choicesOf } from "#components/mapping/choices-of.ts";
import { Select, TextInput } from "#components/ui/field.tsx";
import type { TargetField } from "#connectors/connector.ts";

/** One of the destination's choices where the field has some, else words of one's own. Null: none. */
export function WordsInput({
  label,
  field,
  value,
  onChange,
}: {
  label: string;
  field: Pick<TargetField, "type" | "choices">;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const t = useTranslations("mapping");
  const choices = choicesOf(field, t);
  if (!choices) {
    return (
      <TextInput
        aria-label={label}
        autoComplete="off"
        maxLength={2000}
        placeholder={t("rules.asItIs")}
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value || null)}
      />
    );
  }
  const chosen = value === null ? undefined : choiceFor(value, choices);
  const isGone = value !== null && !chosen;
  return (
    <Select
      aria-label={label}
      aria-invalid={isGone || undefined}
      value={chosen?.value ?? value ?? ""}
      onChange={({ target }) => onChange(target.value || null)}
    >
      <option value="">{t("rules.noChoice")}</option>
      {isGone && <option value={value}>{t("noLongerChoice", { text: value })}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}
