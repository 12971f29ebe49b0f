"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { FilterOption } from "#features/leads/filter-options.ts";
import { previewRoutingAction, saveRoutingAction } from "#features/rules/actions.ts";
import type { RoutingPreview } from "#features/rules/preview-routing.ts";
import { type ConditionField, MAX_RULES, type Routing, type Rule } from "#features/rules/routing.ts";
import { DecisionSelect } from "./decision-select.tsx";
import { LockedKinds } from "./locked-kinds.tsx";
import { Matched } from "./matched.tsx";
import { RuleRow } from "./rule-row.tsx";

const NEW_RULE: Rule = { when: { action: [], marketplace: [], offer: [], country: [] }, decision: "send" };
const PREVIEW_DELAY_MS = 300;

/** Rules from top to bottom, each with how many of the last leads it decides; nothing holds before it is saved. */
export function RoutingEditor({
  destinationId,
  destinationName,
  saved,
  savedPreview,
  options,
  mayAct,
}: {
  destinationId: string;
  destinationName: string;
  saved: Routing;
  savedPreview: RoutingPreview;
  options: ReadonlyMap<ConditionField, FilterOption[]>;
  /** This person may change what is sent. */
  mayAct: boolean;
}) {
  const t = useTranslations("routing");
  const toast = useToast();
  const [routing, setRouting] = useState(saved);
  const [kept, setKept] = useState(saved);
  const [isSaving, startSaving] = useTransition();
  const preview = usePreview(routing, savedPreview);
  const { rules } = routing;
  const isChanged = JSON.stringify(routing) !== JSON.stringify(kept);
  const hasEmptyRule = rules.some(({ when }) => Object.values(when).every((choices) => choices.length === 0));

  const setRules = (changed: Rule[]) => setRouting({ ...routing, rules: changed });
  const move = (from: number, to: number) => {
    const rule = rules[from];
    if (rule) setRules(rules.toSpliced(from, 1).toSpliced(to, 0, rule));
  };

  function save(next: Routing, undo?: Routing) {
    startSaving(async () => {
      const result = await saveRoutingAction(destinationId, next);
      if (!result.ok) return toast.show({ text: t(`failed.${result.code}`), failed: true });
      setRouting(next);
      setKept(next);
      toast.show({ text: t("saved"), ...(undo && { undo: () => save(undo) }) });
    });
  }

  return (
    <fieldset disabled={!mayAct} className="flex min-w-0 max-w-230 flex-1 flex-col gap-8 px-4 py-6 md:px-6">
      <legend className="sr-only">{t("rules")}</legend>
      {!mayAct && <p className="text-ink-2 text-sm">{t("failed.forbidden")}</p>}
      <section aria-labelledby="rules-title">
        <h2 id="rules-title" className="font-semibold">
          {t("rules")}
        </h2>
        <p className="mt-1 mb-4 text-ink-2 text-sm">{t("rulesHelp", { destination: destinationName })}</p>
        <ol className="overflow-hidden rounded-lg border border-line bg-surface [&>*:not(:last-child)]:border-line [&>*:not(:last-child)]:border-b">
          {rules.map((rule, index) => (
            <RuleRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place
              key={index}
              rule={rule}
              place={index}
              count={rules.length}
              matched={preview.rules[index] ?? 0}
              total={preview.total}
              options={options}
              onChange={(changed) => setRules(rules.with(index, changed))}
              onMove={(to) => move(index, to)}
              onRemove={() => setRules(rules.toSpliced(index, 1))}
            />
          ))}
          <li className="flex flex-wrap items-center gap-x-3 gap-y-2 bg-sunken px-4 py-3 text-sm">
            <span className="min-w-40 flex-1">{t(rules.length === 0 ? "everyLead" : "otherLeads")}</span>
            <DecisionSelect
              label={t(rules.length === 0 ? "everyLead" : "otherLeads")}
              value={routing.otherwise}
              onChange={(otherwise) => setRouting({ ...routing, otherwise })}
            />
            <Matched matched={preview.otherwise} total={preview.total} />
            {/* As wide as the three buttons of a rule. */}
            {rules.length > 0 && <span className="w-24 max-md:hidden" />}
          </li>
        </ol>
        <Button
          variant="ghost"
          icon={<Plus />}
          className="mt-3"
          disabled={rules.length >= MAX_RULES}
          onClick={() => setRules([...rules, NEW_RULE])}
        >
          {t("addRule")}
        </Button>
      </section>

      <LockedKinds
        destination={destinationName}
        unlocked={routing.unlocked}
        preview={preview}
        onChange={(unlocked) => setRouting({ ...routing, unlocked })}
      />

      <div className="sticky bottom-0 flex max-md:bottom-16 flex-wrap items-center gap-3 border-line border-t bg-surface py-3">
        <Button
          variant="primary"
          disabled={!isChanged || hasEmptyRule}
          busy={isSaving}
          busyLabel={t("saving")}
          onClick={() => save(routing, kept)}
        >
          {t("save")}
        </Button>
        {isChanged && (
          <Button variant="ghost" onClick={() => setRouting(kept)}>
            {t("discard")}
          </Button>
        )}
        <p role="status" className="text-ink-2 text-sm">
          {hasEmptyRule ? t("emptyRule") : isChanged ? t("unsaved") : ""}
        </p>
      </div>
    </fieldset>
  );
}

/** What the rules would have done with the last leads, a moment after the last change. */
function usePreview(routing: Routing, initial: RoutingPreview): RoutingPreview {
  const [preview, setPreview] = useState(initial);
  const asked = useRef(JSON.stringify(routing));
  useEffect(() => {
    const asking = JSON.stringify(routing);
    if (asking === asked.current) return;
    const timer = setTimeout(async () => {
      asked.current = asking;
      const answer = await previewRoutingAction(routing);
      // An answer that comes after the next question is none.
      if (asked.current === asking) setPreview(answer);
    }, PREVIEW_DELAY_MS);
    return () => clearTimeout(timer);
  }, [routing]);
  return preview;
}
