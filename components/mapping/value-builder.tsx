"use client";

import { CornerDownLeft, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useState } from "react";
import { ChoiceBox } from "#components/mapping/choice-box.tsx";
import { choicesOf } from "#components/mapping/choices-of.ts";
import { FieldPicker } from "#components/mapping/field-picker.tsx";
import { RulesSummary } from "#components/mapping/rules-summary.tsx";
import type { Atom, ChipPart } from "#components/mapping/segments.ts";
import { TextSegment } from "#components/mapping/text-segment.tsx";
import { TokenChip } from "#components/mapping/token-chip.tsx";
import { usePartWords } from "#components/mapping/use-part-words.ts";
import { useValueEditing } from "#components/mapping/use-value-editing.ts";
import { classes } from "#components/ui/classes.ts";
import type { MappingPart, TargetField } from "#connectors/connector.ts";

const BORDERS = { none: "border-line-control", amber: "border-warn-icon", red: "border-bad-icon" };

export type BuilderProps = {
  /** Names the box for who does not see the table around it: "Value of Company name". */
  label: string;
  parts: MappingPart[];
  field: Pick<TargetField, "type" | "choices">;
  describedBy?: string;
  severity?: keyof typeof BORDERS;
  /** Where room is short: the insert button comes when it is needed. */
  small?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
  onChange: (parts: MappingPart[]) => void;
};

/** What a field gets: one of its own choices, or data of the lead and text. */
export function ValueBuilder(builder: BuilderProps) {
  const t = useTranslations("mapping");
  const { parts, field, autoFocus, onChange } = builder;
  const [isSwapped, setSwapped] = useState(false);
  const choices = choicesOf(field, t);
  const isChoice = choices !== null && isFixed(parts);

  const box = {
    ...builder,
    // The one box takes the focus over from the other.
    autoFocus: autoFocus || isSwapped,
    onChange(next: MappingPart[]) {
      setSwapped(choices !== null && isFixed(next) !== isChoice);
      onChange(next);
    },
  };
  if (!isChoice) return <TokenBox {...box} />;
  return <ChoiceBox {...box} choices={choices} text={parts.map(textOf).join("").trim()} />;
}

function isFixed(parts: MappingPart[]): boolean {
  return parts.every(({ kind }) => kind === "text");
}

/**
 * Chips of lead data and text, in one box. Between the chips stand plain inputs rather than one editable document,
 * because then every browser, keyboard, reader and phone already knows how to type into them.
 */
function TokenBox({
  label,
  parts,
  field,
  describedBy,
  severity = "none",
  small = false,
  placeholder,
  autoFocus,
  onChange,
}: BuilderProps) {
  const t = useTranslations("mapping");
  const wordsOf = usePartWords();
  const editing = useValueEditing(parts, field.type === "text", onChange);
  const hasChoices = choicesOf(field, t) !== null;
  const [first] = parts;
  const ruled = hasChoices && parts.length === 1 && first?.kind === "field" ? first : null;
  const { texts, atoms } = editing.segments;
  const last = atoms.length;

  const textLabel = (index: number) => {
    const [before, after] = [atoms[index - 1], atoms[index]];
    if (before && before.kind !== "break") return t("textAfter", { label, field: wordsOf(before).label });
    if (after && after.kind !== "break") return t("textBefore", { label, field: wordsOf(after).label });
    return label;
  };

  return (
    <fieldset
      ref={editing.box}
      aria-label={label}
      className={classes(
        "relative flex min-h-8 min-w-0 flex-wrap items-center gap-x-0.5 gap-y-0.5 rounded-md border bg-surface py-0.5 pl-2 text-sm max-md:min-h-11 max-md:pr-12 max-md:text-lg",
        "has-[input:focus]:outline-2 has-[input:focus]:outline-focus has-[input:focus]:outline-offset-2",
        small ? "group/builder pr-1" : "pr-8",
        BORDERS[severity],
      )}
    >
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text is known by its place between the chips
        <Fragment key={index}>
          {index > 0 && (
            <AtomMark atom={atoms[index - 1]}>
              {(part) => (
                <TokenChip
                  part={part}
                  field={field}
                  hasRulesBeside={ruled !== null}
                  finalFocus={editing.typing}
                  onChange={(changed) => editing.replace(index - 1, changed)}
                  onRemove={() => editing.remove(index - 1)}
                  {...editing.chip(index - 1)}
                />
              )}
            </AtomMark>
          )}
          {ruled && index === last && <RulesSummary part={ruled} field={field} onChange={(part) => onChange([part])} />}
          <TextSegment
            value={text}
            stretch={index === last && !ruled}
            // An empty place between two chips is reached with the arrows, so that Tab does not stop at nothing.
            tabIndex={text || index === last ? 0 : -1}
            aria-label={textLabel(index)}
            aria-describedby={describedBy}
            aria-invalid={severity === "red" || undefined}
            placeholder={last === 0 ? placeholder : undefined}
            autoFocus={autoFocus && index === last}
            {...editing.text(index)}
          />
        </Fragment>
      ))}
      <FieldPicker
        trigger={
          <button
            type="button"
            aria-label={t("insertInto", { label })}
            title={t("insertData")}
            className={classes(
              "absolute top-0.5 right-0.5 grid size-6.5 place-items-center rounded-md bg-surface text-ink-3 hover:bg-hover hover:text-ink max-md:top-0 max-md:right-0 max-md:size-11",
              small &&
                "focus-visible:opacity-100 group-focus-within/builder:opacity-100 group-hover/builder:opacity-100 lg:opacity-0",
            )}
          >
            <Plus />
          </button>
        }
        anchor={editing.box}
        finalFocus={editing.typing}
        field={field}
        isOpen={editing.isPicking}
        onOpenChange={(open) => (open ? editing.openPicker() : editing.closePicker())}
        onChoose={(part) => {
          if (!hasChoices) return editing.insert(part);
          // Beside something else it would be none of the choices.
          editing.closePicker();
          onChange([part]);
        }}
      />
    </fieldset>
  );
}

function textOf(part: MappingPart): string {
  return part.kind === "text" ? part.text : "";
}

function AtomMark({ atom, children }: { atom: Atom | undefined; children: (part: ChipPart) => ReactNode }) {
  const t = useTranslations("mapping");
  if (atom && atom.kind !== "break") return children(atom);
  return <CornerDownLeft role="img" aria-label={t("lineBreak")} className="size-3.5 text-ink-3" />;
}
