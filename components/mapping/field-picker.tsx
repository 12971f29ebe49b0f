"use client";

import { Type } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, RefObject } from "react";
import { choicesOf } from "#components/mapping/choices-of.ts";
import { type LeadField, useMapping } from "#components/mapping/mapping-context.tsx";
import { Token } from "#components/mapping/token.tsx";
import { usePartWords } from "#components/mapping/use-part-words.ts";
import { KeyCap } from "#components/ui/key-cap.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { holds, SearchList } from "#components/ui/search-list.tsx";
import type { FieldPart, MappingPart, TargetField } from "#connectors/connector.ts";

const GROUPS = ["lead", "worked_out", "campaign", "extra"] as const;

/** Ready-made pairs of a field and what is usually done to it. */
const USUAL: FieldPart[] = [
  { kind: "field", field: "email", transform: "email_domain" },
  { kind: "field", field: "phone", transform: "phone_international" },
  { kind: "field", field: "received_at", transform: "date" },
];

/** What can be put into a value: data of the lead with a sample each, the field's own choices, or the typed text. */
export function FieldPicker({
  trigger,
  anchor,
  finalFocus,
  field,
  isOpen,
  onOpenChange,
  onChoose,
}: {
  trigger: ReactElement;
  anchor: RefObject<HTMLElement | null>;
  finalFocus: RefObject<HTMLElement | null>;
  field: Pick<TargetField, "type" | "choices">;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (part: MappingPart) => void;
}) {
  const t = useTranslations("mapping");
  const { leadFields } = useMapping();

  function groupsFor(query: string) {
    return [
      { label: t("group.choices"), options: choiceOptions(query) },
      ...GROUPS.map((group) => ({ label: t(`group.${group}`), options: dataOptions(group, query) })),
      {
        label: t("group.fixed"),
        options: query && !choicesOf(field, t) ? [textOption(query)] : [],
      },
    ];
  }

  function dataOptions(group: LeadField["group"], query: string) {
    const parts = leadFields
      .filter((field) => field.group === group)
      .flatMap((field): { part: FieldPart; field: LeadField }[] => [
        { part: { kind: "field", field: field.name }, field },
        ...USUAL.filter((usual) => usual.field === field.name).map((part) => ({ part, field })),
      ]);
    return parts
      .filter(({ part, field }) =>
        holds([field.label, part.transform && t(`transform.${part.transform}`)].join(" "), query),
      )
      .map(({ part }) => ({
        id: `${part.field} ${part.transform ?? ""}`,
        value: part,
        content: <DataOption part={part} isNew={group === "extra"} />,
      }));
  }

  function choiceOptions(query: string) {
    return (choicesOf(field, t) ?? [])
      .filter(({ label }) => holds(label, query))
      .map(({ value, label }) => ({
        id: `choice ${value}`,
        value: { kind: "text" as const, text: value },
        content: label,
      }));
  }

  function textOption(text: string) {
    return {
      id: "text",
      value: { kind: "text" as const, text },
      content: (
        <span className="flex min-w-0 items-center gap-3">
          <Type className="text-ink-3" />
          <span className="truncate">{t("insertText", { text })}</span>
        </span>
      ),
    };
  }

  return (
    <Popover
      trigger={trigger}
      anchor={anchor}
      finalFocus={finalFocus}
      open={isOpen}
      onOpenChange={onOpenChange}
      label={t("insertData")}
      className="w-115"
    >
      <SearchList<MappingPart>
        label={t("insertData")}
        hint={t("pickerHint")}
        empty={t("pickerEmpty")}
        groupsFor={groupsFor}
        onChoose={onChoose}
        footer={
          <p className="flex items-center gap-2 border-line border-t px-3 py-2 text-ink-2 text-xs max-md:hidden">
            <KeyCap>↑</KeyCap>
            <KeyCap>↓</KeyCap>
            {t("pickerKeys.choose")}
            <KeyCap>↵</KeyCap>
            {t("pickerKeys.insert")}
            <span className="ml-auto flex items-center gap-2">
              <KeyCap>Esc</KeyCap>
              {t("pickerKeys.close")}
            </span>
          </p>
        }
      />
    </Popover>
  );
}

function DataOption({ part, isNew }: { part: FieldPart; isNew: boolean }) {
  const t = useTranslations();
  const { sample } = useMapping();
  const words = usePartWords()(part);
  const text = sample(part) || t("missing.value");
  return (
    <>
      <span className="w-36 min-w-fit max-w-1/2 shrink-0">
        <Token {...words} />
      </span>
      <span className="min-w-0 truncate text-ink-2 text-xs">
        {isNew ? t("mapping.newFromMicrosoft", { text }) : text}
      </span>
    </>
  );
}
