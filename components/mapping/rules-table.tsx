"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useFieldLabel, useMapping } from "#components/mapping/mapping-context.tsx";
import { WordsInput } from "#components/mapping/words-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextInput } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { FieldPart, TargetField } from "#connectors/connector.ts";

/** More would not be read; and texts that differ from lead to lead are none that anybody has other words for. */
const MAX_SUGGESTED = 12;

/** A rule, or the place for one: `to` is null until there are words for it. */
type Line = { id: number; from: string; to: string | null };

/** Other words for what leads bring, with a line for each text of the last leads that has none yet. */
export function RulesTable({
  part,
  field,
  autoFocus = false,
  onChange,
}: {
  part: FieldPart;
  field: Pick<TargetField, "type" | "choices">;
  autoFocus?: boolean;
  onChange: (part: FieldPart) => void;
}) {
  const t = useTranslations("mapping.rules");
  const { seen } = useMapping();
  const label = useFieldLabel()(part.field);
  const listId = useId();
  const texts = seen(part);
  const [lines, setLines] = useState(() =>
    startLines(part.replace ?? [], texts.length <= MAX_SUGGESTED || field.choices ? texts : []),
  );
  const [added, setAdded] = useState(autoFocus ? 0 : null);

  function keep(next: Line[]) {
    setLines(next);
    const { replace: _, ...rest } = part;
    const replace = next.flatMap(({ from, to }) => (from.trim() && to !== null ? [{ from, to }] : []));
    onChange(replace.length > 0 ? { ...rest, replace } : rest);
  }

  function keepOtherwise(otherwise: string | null) {
    const { otherwise: _, ...rest } = part;
    onChange(otherwise === null ? rest : { ...rest, otherwise });
  }

  function add() {
    const id = Math.max(0, ...lines.map((line) => line.id)) + 1;
    setLines([...lines, { id, from: "", to: null }]);
    setAdded(id);
  }

  return (
    <>
      <datalist id={listId}>
        {texts.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
      <table className="w-full table-fixed text-left">
        <caption className="sr-only">{t("caption", { field: label })}</caption>
        <thead className="text-ink-3 text-xs">
          <tr>
            <th scope="col" className="pb-1 font-normal">
              {t("from", { field: label })}
            </th>
            <th scope="col" className="pb-1 pl-2 font-normal">
              {t("to")}
            </th>
            <th scope="col" className="w-9 max-md:w-11">
              <span className="sr-only">{t("remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.id}>
              <td className="py-0.5">
                <TextInput
                  aria-label={t("fromNumber", { number: index + 1 })}
                  list={listId}
                  autoComplete="off"
                  maxLength={2000}
                  autoFocus={line.id === added}
                  value={line.from}
                  onChange={({ target }) => keep(lines.with(index, { ...line, from: target.value }))}
                />
              </td>
              <td className="py-0.5 pl-2">
                <WordsInput
                  label={t("toFor", { from: line.from })}
                  field={field}
                  value={line.to}
                  onChange={(to) => keep(lines.with(index, { ...line, to }))}
                />
              </td>
              <td className="text-right">
                <IconButton
                  label={t("removeRule", { from: line.from })}
                  icon={<X />}
                  className="md:size-7!"
                  onClick={() => keep(lines.toSpliced(index, 1))}
                />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="py-0.5 pl-2.5 text-left font-normal text-ink-2">
              {t("everythingElse")}
            </th>
            <td className="py-0.5 pl-2">
              <WordsInput
                label={t("everythingElse")}
                field={field}
                value={part.otherwise ?? null}
                onChange={keepOtherwise}
              />
            </td>
            <td />
          </tr>
        </tbody>
      </table>
      <Button variant="ghost" size="sm" icon={<Plus />} className="mt-1 -ml-2" onClick={add}>
        {t("add")}
      </Button>
    </>
  );
}

function startLines(rules: { from: string; to: string }[], texts: string[]): Line[] {
  const known = new Set(rules.map(({ from }) => folded(from)));
  const open = texts.filter((text) => !known.has(folded(text))).slice(0, MAX_SUGGESTED);
  const lines: Omit<Line, "id">[] = [...rules, ...open.map((from) => ({ from, to: null }))];
  if (lines.length === 0) lines.push({ from: "", to: null });
  return lines.map((line, id) => ({ ...line, id }));
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
