"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { LeadField } from "#components/mapping/mapping-context.tsx";
import { LEAD_VALUE_GROUPS, type MappableLead } from "#features/mappings/lead-values.ts";

/** Everything a mapping may take: what every lead may have, and the parameters and new keys these leads brought. */
export function useLeadFields(leads: MappableLead[]): LeadField[] {
  const t = useTranslations("leadFields");
  return useMemo(() => {
    const brought = (group: "campaign" | "extra"): LeadField[] =>
      [...new Set(leads.flatMap((lead) => Object.keys(lead[group])))]
        .sort()
        .map((key) => ({ name: `${group}.${key}`, label: key, group }));
    return [
      ...LEAD_VALUE_GROUPS.lead.map((name): LeadField => ({ name, label: t(name), group: "lead" })),
      ...LEAD_VALUE_GROUPS.worked_out.map((name): LeadField => ({ name, label: t(name), group: "worked_out" })),
      ...brought("campaign"),
      ...brought("extra"),
    ];
  }, [leads, t]);
}
