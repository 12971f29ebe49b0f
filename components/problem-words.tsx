import { useTranslations } from "next-intl";
import type { DeliveryProblem } from "#features/deliveries/delivery-view.ts";

/** Why a lead was not taken: in our words where the code is known, else in the destination's. */
export function ProblemWords({ problem, className }: { problem: DeliveryProblem | null; className?: string }) {
  const t = useTranslations("deliveries");
  const words = useProblemWords();
  return <span className={className}>{problem ? words(problem) : t("noReason")}</span>;
}

export function useProblemWords() {
  const t = useTranslations("delivery.problem");
  const errors = useTranslations("connectors.errors");
  return ({ code, message, fields = [] }: DeliveryProblem): string => {
    if (code === "required_empty")
      return t("required_empty", { fields: fields.map(({ field }) => field).join(", ") || "none" });
    if (t.has(code)) return t(code);
    return errors.has(code) ? errors(code) : message || code;
  };
}
