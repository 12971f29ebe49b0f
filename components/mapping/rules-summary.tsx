"use client";

import { ArrowRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { choiceFor, choicesOf } from "#components/mapping/choices-of.ts";
import { useFieldLabel } from "#components/mapping/mapping-context.tsx";
import { RulesTable } from "#components/mapping/rules-table.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { FieldPart, TargetField } from "#connectors/connector.ts";

/** Which text of a lead becomes which choice, in a line that opens into the whole table. */
export function RulesSummary({
  part,
  field,
  onChange,
}: {
  part: FieldPart;
  field: Pick<TargetField, "type" | "choices">;
  onChange: (part: FieldPart) => void;
}) {
  const t = useTranslations("mapping");
  const format = useFormatter();
  const label = useFieldLabel()(part.field);
  const choices = choicesOf(field, t) ?? [];
  const wordsFor = (to: string) => choiceFor(to, choices)?.label ?? to;
  const rules = [
    ...(part.replace ?? []).map(({ from, to }) => t("rules.one", { from, to: wordsFor(to) })),
    ...(part.otherwise === undefined ? [] : [t("rules.rest", { to: wordsFor(part.otherwise) })]),
  ];
  const text =
    rules.length === 0
      ? t("rules.none")
      : t("rules.summary", { count: rules.length, list: format.list(rules, { type: "unit" }) });

  return (
    <span className="inline-flex min-w-0 flex-[1_1_9rem] items-center gap-1.5">
      <ArrowRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <Popover
        title={t("rules.title", { field: label })}
        className="w-110 p-3"
        trigger={
          <button
            type="button"
            className="min-h-6 min-w-0 flex-1 truncate rounded-sm text-left text-ink-2 hover:text-ink max-md:min-h-11"
          >
            {text}
          </button>
        }
      >
        <p className="mb-2 text-ink-3 text-xs">{t("rules.hint")}</p>
        <RulesTable part={part} field={field} onChange={onChange} />
      </Popover>
    </span>
  );
}
