"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Select } from "#components/ui/field.tsx";
import type { FieldPart, MappingTransform } from "#connectors/connector.ts";

/** The forms that a value of a lead can be put into. */
export function FormatSelect({
  part,
  onChange,
  ...select
}: Omit<ComponentProps<"select">, "onChange" | "part"> & { part: FieldPart; onChange: (part: FieldPart) => void }) {
  const t = useTranslations("mapping");
  const transforms = transformsFor(part);
  return (
    <Select
      {...select}
      value={part.transform ?? ""}
      onChange={({ target }) => {
        const { transform: _, ...rest } = part;
        const transform = transforms.find((name) => name === target.value);
        onChange({ ...rest, ...(transform && { transform }) });
      }}
    >
      <option value="">{t("transform.none")}</option>
      {transforms.map((transform) => (
        <option key={transform} value={transform}>
          {t("transformOption", { name: t(`transform.${transform}`), example: EXAMPLES[transform] ?? "none" })}
        </option>
      ))}
    </Select>
  );
}

const ANYWHERE: MappingTransform[] = ["trim", "title", "lower", "upper", "first_word", "after_first_word"];
const PHONE: MappingTransform[] = ["phone_international", "phone_e164"];
const COUNTRY: MappingTransform[] = ["country_name", "country_code", "country_code3"];

/** Only what can be done with such a value; with a parameter or a new key that may be anything, everything. */
function transformsFor({ field, transform }: FieldPart): MappingTransform[] {
  const fitting = FITTING.get(field) ?? ANYWHERE;
  if (field.includes(".")) return [...ANYWHERE, ...PHONE, ...COUNTRY, "email_domain", "date"];
  // A mapping that was imported may hold one that is not offered here.
  return transform && !fitting.includes(transform) ? [...fitting, transform] : fitting;
}

const FITTING = new Map<string, MappingTransform[]>([
  ["phone", [...PHONE, "trim"]],
  ["email", ["lower", "email_domain", "trim"]],
  ["country", [...COUNTRY, "upper"]],
  ["received_at", ["date"]],
]);

const EXAMPLES: Partial<Record<MappingTransform, string>> = {
  phone_international: "+34 612 34 56 78",
  phone_e164: "+34612345678",
  country_code: "ES",
  country_code3: "ESP",
  country_name: "Spain",
  email_domain: "contoso.com",
  date: "2026-01-31",
};
