import { useTranslations } from "next-intl";
import { Select } from "#components/ui/field.tsx";
import type { Rule } from "#features/rules/routing.ts";

/** Whether those leads are sent. */
export function DecisionSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Rule["decision"];
  onChange: (decision: Rule["decision"]) => void;
}) {
  const t = useTranslations("routing");
  return (
    <Select
      aria-label={t("decisionFor", { leads: label })}
      value={value}
      onChange={({ target }) => onChange(target.value === "skip" ? "skip" : "send")}
      className="w-40 max-md:w-full"
    >
      <option value="send">{t("send")}</option>
      <option value="skip">{t("skip")}</option>
    </Select>
  );
}
