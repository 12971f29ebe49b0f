"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldLabel } from "#components/mapping/mapping-context.tsx";
import type { RowProblem } from "#features/mappings/find-problems.ts";
import type { RowFix } from "#features/mappings/fix-row.ts";

/** What is wrong with a row, and the one click that mends it. */
export function ProblemNote({
  id,
  destination,
  problem,
  fix,
  onFix,
}: {
  id: string;
  destination: string;
  problem: RowProblem;
  fix: RowFix | null;
  onFix: () => void;
}) {
  const t = useTranslations("mapping");
  const fieldLabel = useFieldLabel();
  const { code, severity, count, total, values } = problem;
  const isRed = severity === "red";
  const Icon = isRed ? CircleAlert : TriangleAlert;

  return (
    <p id={id} className={`mt-1.5 flex gap-2 text-xs ${isRed ? "text-bad" : "text-warn"}`}>
      <Icon />
      <span className="min-w-0 wrap-anywhere">
        {t(`trouble.${code}`, { ...values, count, total, destination, severity })}{" "}
        {fix && (
          <button
            type="button"
            className="text-left font-medium underline underline-offset-3 max-md:min-h-11"
            onClick={onFix}
          >
            {t(`fix.${fix.code}`, {
              text: "",
              choice: "",
              maxLength: 0,
              ...fix.values,
              field: fix.values.field ? fieldLabel(fix.values.field) : "",
            })}
          </button>
        )}
      </span>
    </p>
  );
}
