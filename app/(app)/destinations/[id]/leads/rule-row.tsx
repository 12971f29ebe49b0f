"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFilterWords } from "#components/leads/use-filter-words.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { FilterOption } from "#features/leads/filter-options.ts";
import { CONDITION_FIELDS, type ConditionField, type Rule } from "#features/rules/routing.ts";
import { ConditionChip } from "./condition-chip.tsx";
import { DecisionSelect } from "./decision-select.tsx";
import { Matched } from "./matched.tsx";

/** One rule as a sentence: when all of this holds, send or do not. */
export function RuleRow({
  rule,
  place,
  count,
  matched,
  total,
  options,
  onChange,
  onMove,
  onRemove,
}: {
  rule: Rule;
  /** From 0, of `count`. */
  place: number;
  count: number;
  matched: number;
  total: number;
  options: ReadonlyMap<ConditionField, FilterOption[]>;
  onChange: (rule: Rule) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("routing");
  const words = useFilterWords({});
  const [added, setAdded] = useState<ConditionField | null>(null);
  const name = t("ruleNumber", { number: place + 1 });
  const shown = CONDITION_FIELDS.filter((field) => rule.when[field].length > 0 || field === added);
  const left = CONDITION_FIELDS.filter((field) => !shown.includes(field));

  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 text-sm">
      <div className="flex min-w-60 flex-1 flex-wrap items-center gap-2">
        <span className="text-ink-2">{t("when")}</span>
        {shown.map((field, index) => (
          <span key={field} className="contents">
            {index > 0 && <span className="text-ink-2">{t("and")}</span>}
            <ConditionChip
              chip={words.chip({ field, values: rule.when[field] })}
              field={field}
              chosen={rule.when[field]}
              options={options.get(field) ?? []}
              startOpen={field === added}
              onChange={(choices) => onChange({ ...rule, when: { ...rule.when, [field]: choices } })}
              onRemove={() => {
                setAdded(null);
                onChange({ ...rule, when: { ...rule.when, [field]: [] } });
              }}
            />
          </span>
        ))}
        {left.length > 0 && (
          <Menu
            trigger={
              <Button variant="ghost" size="sm" icon={<Plus />}>
                {t("addCondition")}
              </Button>
            }
          >
            {left.map((field) => (
              <MenuItem key={field} onClick={() => setAdded(field)}>
                {words.field(field)}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <DecisionSelect label={name} value={rule.decision} onChange={(decision) => onChange({ ...rule, decision })} />
      <Matched matched={matched} total={total} />
      <span className="flex">
        <IconButton
          label={t("moveUp", { rule: name })}
          icon={<ArrowUp />}
          disabled={place === 0}
          onClick={() => onMove(place - 1)}
        />
        <IconButton
          label={t("moveDown", { rule: name })}
          icon={<ArrowDown />}
          disabled={place === count - 1}
          onClick={() => onMove(place + 1)}
        />
        <IconButton label={t("remove", { rule: name })} icon={<X />} onClick={onRemove} />
      </span>
    </li>
  );
}
