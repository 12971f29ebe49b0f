import type { useTranslations } from "next-intl";
import type { TargetField } from "#connectors/connector.ts";

export type Choice = { value: string; label: string };

/** The words a field takes, or null when it takes any. Yes and no are the destination's own words where it has some. */
export function choicesOf(
  { type, choices }: Pick<TargetField, "type" | "choices">,
  t: ReturnType<typeof useTranslations<"mapping">>,
): Choice[] | null {
  if (choices) return choices.map(({ value, label }) => ({ value: String(value), label }));
  if (type !== "bool") return null;
  return [
    { value: "true", label: t("yes") },
    { value: "false", label: t("no") },
  ];
}

/** What a text of a mapping stands for: a choice may be named by its value or by its label, whatever the case. */
export function choiceFor(text: string, choices: Choice[]): Choice | undefined {
  const wanted = text.trim().toLowerCase();
  return (
    choices.find(({ value }) => value.toLowerCase() === wanted) ??
    choices.find(({ label }) => label.trim().toLowerCase() === wanted)
  );
}
