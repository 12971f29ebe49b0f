"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TargetField } from "#connectors/connector.ts";
import type { IssueCode } from "#features/mappings/map-lead.ts";

/** The gravest thing the last leads would meet in a row. */
export type RowTrouble = {
  code: IssueCode | "unmapped";
  /** problem: the destination would refuse the lead; warning: a value would change or stay blank. */
  severity: "problem" | "warning";
  /** How many of `total` leads it happens to. */
  count: number;
  total: number;
  /** Of the first such lead: what the sentence needs. */
  values: Record<string, string | number>;
};

/** What is wrong with a row, and the one thing that mends it. */
export function TroubleNote({
  id,
  destination,
  field,
  trouble,
  onFill,
  onRemove,
}: {
  id: string;
  destination: string;
  field: TargetField;
  trouble: RowTrouble;
  /** Sets the text to use when the value is empty. */
  onFill: (text: string) => void;
  onRemove?: () => void;
}) {
  const t = useTranslations("mapping");
  const isProblem = trouble.severity === "problem";
  const Icon = isProblem ? CircleAlert : TriangleAlert;
  const fix = fixFor(trouble, field);

  return (
    <p id={id} className={`mt-1.5 flex gap-2 text-xs ${isProblem ? "text-bad" : "text-warn"}`}>
      <Icon />
      <span>
        {t(`trouble.${trouble.code}`, { ...trouble.values, count: trouble.count, total: trouble.total, destination })}{" "}
        {fix === "fill" && (
          <button
            type="button"
            className="font-medium underline underline-offset-3 max-md:min-h-11"
            onClick={() => onFill(t("notGiven"))}
          >
            {t("fix.fill", { text: t("notGiven") })}
          </button>
        )}
        {fix === "remove" && onRemove && (
          <button type="button" className="font-medium underline underline-offset-3 max-md:min-h-11" onClick={onRemove}>
            {t("fix.remove")}
          </button>
        )}
      </span>
    </p>
  );
}

function fixFor({ code }: RowTrouble, { type }: TargetField): "fill" | "remove" | null {
  if (code === "unknown_field") return "remove";
  const takesWords = type === "string" || type === "text";
  return takesWords && (code === "required_empty" || code === "unmapped") ? "fill" : null;
}
