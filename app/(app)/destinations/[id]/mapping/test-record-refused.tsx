"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ErrorWords } from "#components/error-words.tsx";
import { Exchanges } from "#components/exchanges.tsx";
import { Glyph } from "#components/glyph.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { SendTestResult } from "#features/mappings/send-test-record.ts";

type Refused = Extract<SendTestResult, { ok: false }>;

/** Why there is no test record, with the fields it is about and what went over the wire. */
export function TestRecordRefused({
  view: { destinationName: destination, connector, fields },
  result,
  onField,
  onBack,
}: {
  view: Pick<MappingView, "destinationName" | "connector" | "fields">;
  result: Refused;
  onField: (field: string) => void;
  onBack: () => void;
}) {
  const t = useTranslations("testRecord");
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => said.current?.focus(), []);

  return (
    <>
      <div ref={said} tabIndex={-1} className="flex gap-3 outline-none">
        <Glyph shape="cross" tone="bad" size={20} />
        {result.code === "refused" ? (
          <ErrorWords connector={connector} problem={result.problem} className="min-w-0" />
        ) : (
          <p className="text-base">{t(`failure.${result.code}`, { destination })}</p>
        )}
      </div>
      <Fields names={fieldsOf(result)} fields={fields} onField={onField} />
      {result.code === "refused" && (
        <>
          <p className="mt-3 text-ink-2 text-sm">{t(result.mayExist ? "mayExist" : "notRepeated", { destination })}</p>
          <details className="mt-3">
            <summary className="w-fit cursor-pointer rounded-sm py-1 text-link text-sm underline underline-offset-4 max-md:py-3">
              {t("showCall")}
            </summary>
            <Exchanges exchanges={result.call.exchanges} destination={destination} />
          </details>
        </>
      )}
      <div className="mt-5 flex justify-end">
        <Button onClick={onBack}>{t("back")}</Button>
      </div>
    </>
  );
}

function fieldsOf(result: Refused): string[] {
  if (result.code === "incomplete") return result.issues.map(({ field }) => field);
  return result.code === "refused" ? (result.problem.fields ?? []).map(({ field }) => field) : [];
}

function Fields({
  names,
  fields,
  onField,
}: {
  names: string[];
  fields: MappingView["fields"];
  onField: (field: string) => void;
}) {
  const t = useTranslations("testRecord");
  if (names.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4">
      {names.map((name) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onField(name)}
            className="min-h-8 rounded-sm font-medium text-sm underline underline-offset-4 max-md:min-h-11"
          >
            {t("goToField", { field: fields.find((field) => field.name === name)?.label ?? name })}
          </button>
        </li>
      ))}
    </ul>
  );
}
