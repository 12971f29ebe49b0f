"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import { Drawer } from "#components/ui/drawer.tsx";
import { Select } from "#components/ui/field.tsx";
import type { TargetField } from "#connectors/connector.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import type { MappingTest, TestedLead } from "#features/mappings/test-mapping.ts";
import { TestedLeadItem } from "./tested-lead.tsx";
import { useGoToField } from "./use-go-to-field.ts";

const FILTERS = ["complete", "changed", "rejected", "differs"] as const;
type Filter = (typeof FILTERS)[number];

const TONES: Record<Filter, string> = {
  complete: "text-ok",
  changed: "text-warn",
  rejected: "text-bad",
  differs: "text-ink",
};

/** Which of the last leads would come out how, and which otherwise than with the live version. */
export function TestResults({
  destination,
  liveVersion,
  test,
  fields,
  open,
  onOpenChange,
  isBusy,
  onAgain,
  onShow,
}: {
  destination: string;
  liveVersion: number | null;
  test: MappingTest<PreviewLead>;
  fields: TargetField[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isBusy: boolean;
  onAgain: () => void;
  onShow: () => void;
}) {
  const t = useTranslations("mappingTest");
  const [chosen, setFilter] = useState<Filter | null>(null);
  const [field, setField] = useState("");
  const { goTo, finalFocus } = useGoToField(() => onOpenChange(false), onShow);

  const ofFilter = (filter: Filter) => test.leads.filter((lead) => passes(lead, filter));
  // Without a choice: what somebody has to look at, the gravest first.
  const byFilter = chosen ? ofFilter(chosen) : [...ofFilter("rejected"), ...ofFilter("changed")];
  const shown = field ? byFilter.filter((lead) => concerns(lead, field)) : byFilter;
  const names = fields.filter(({ name }) => byFilter.some((lead) => concerns(lead, name)));
  const labelOf = (name: string) => fields.find((each) => each.name === name)?.label ?? name;

  return (
    <Drawer
      title={t("title", { count: test.leads.length })}
      open={open}
      onOpenChange={onOpenChange}
      finalFocus={finalFocus}
      footer={
        <Button className="ml-auto" icon={<RotateCw />} busy={isBusy} onClick={onAgain}>
          {t("again")}
        </Button>
      }
    >
      <p className="text-ink-2 text-sm">{t("nothingSent", { destination })}</p>
      <fieldset aria-label={t("filter")} className="-mx-2 mt-4 grid grid-cols-2 gap-1 sm:grid-cols-4">
        {FILTERS.filter((filter) => filter !== "differs" || liveVersion !== null).map((filter) => (
          <button
            key={filter}
            type="button"
            aria-pressed={chosen === filter}
            onClick={() => {
              setFilter(chosen === filter ? null : filter);
              setField("");
            }}
            className={classes(
              "flex flex-col rounded-md px-2 py-1.5 text-left hover:bg-hover",
              chosen === filter && "bg-neutral-soft",
            )}
          >
            <span className={`block font-semibold text-xl tabular-nums ${TONES[filter]}`}>
              {ofFilter(filter).length}
            </span>
            <span className="block text-ink-2 text-xs">{t(`figure.${filter}`, { version: liveVersion ?? 0 })}</span>
          </button>
        ))}
      </fieldset>
      {names.length > 1 && (
        <Select
          aria-label={t("field")}
          className="mt-3"
          value={field}
          onChange={({ target }) => setField(target.value)}
        >
          <option value="">{t("allFields")}</option>
          {names.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Select>
      )}
      <p role="status" className="mt-4 border-line border-t pt-3 text-ink-3 text-xs">
        {t("shown", { count: shown.length, isAll: String(chosen === null && field === "") })}
      </p>
      <ul>
        {shown.map((lead) => (
          <TestedLeadItem
            key={lead.lead.id}
            destination={destination}
            tested={lead}
            field={field}
            labelOf={labelOf}
            onField={goTo}
          />
        ))}
      </ul>
    </Drawer>
  );
}

function passes({ outcome, differences }: TestedLead<PreviewLead>, filter: Filter): boolean {
  return filter === "differs" ? differences.length > 0 : outcome === filter;
}

function concerns({ issues, differences }: TestedLead<PreviewLead>, field: string): boolean {
  return [...issues, ...differences].some((each) => each.field === field);
}
