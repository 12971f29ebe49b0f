"use client";

import { useTranslations } from "next-intl";
import { useMapping } from "#components/mapping/mapping-context.tsx";

const GROUPS = ["lead", "worked_out", "campaign", "extra"] as const;

/** The data of a lead as options of a select, by where it comes from. */
export function LeadFieldOptions({
  except,
  label = (name) => name,
}: {
  except: string[];
  label?: (name: string) => string;
}) {
  const t = useTranslations("mapping.group");
  const { leadFields } = useMapping();
  return GROUPS.map((group) => {
    const fields = leadFields.filter((field) => field.group === group && !except.includes(field.name));
    return (
      fields.length > 0 && (
        <optgroup key={group} label={t(group)}>
          {fields.map((field) => (
            <option key={field.name} value={field.name}>
              {label(field.label)}
            </option>
          ))}
        </optgroup>
      )
    );
  });
}
