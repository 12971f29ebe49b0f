"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useReducer, useState } from "react";
import { MappingProvider } from "#components/mapping/mapping-context.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import { mapLead } from "#features/mappings/map-lead.ts";
import { editRows, startRows } from "./editor-rows.ts";
import { exampleLead } from "./example-lead.ts";
import { FieldsBar } from "./fields-bar.tsx";
import { findTroubles } from "./find-troubles.ts";
import { MappingHeader } from "./mapping-header.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { NothingToMap } from "./nothing-to-map.tsx";
import { PreviewPicker } from "./preview-picker.tsx";
import { ResultAnnouncer } from "./result-announcer.tsx";
import { type RowFilter, rowFilter } from "./row-filter.ts";
import { useAutosave } from "./use-autosave.ts";
import { useLeadFields } from "./use-lead-fields.ts";

/** Which field of a destination gets what of a lead, with what comes out for a real lead at every keystroke. */
export function MappingEditor({
  view,
  leads,
  now,
  timeZone,
  origin,
}: {
  view: MappingView;
  leads: PreviewLead[];
  now: Date;
  timeZone: string;
  /** Where Buzón is, for the link of the example lead. */
  origin: string;
}) {
  const t = useTranslations("mapping");
  const toast = useToast();
  const [fields, setFields] = useState(view.fields);
  const [state, dispatch] = useReducer(editRows, undefined, () => startRows(view.rows, view.fields));
  const draft = useAutosave(view.destinationId, state.rows, view.changes);
  const [position, setPosition] = useState(0);
  const [filter, setFilter] = useState<RowFilter | null>(null);

  const lead = leads[position] ?? exampleLead(origin);
  const { results } = mapLead(lead, state.rows, fields);
  const checkedRows = useDeferredValue(state.rows);
  const troubles = useMemo(() => findTroubles(leads, checkedRows, fields), [leads, checkedRows, fields]);
  const leadFields = useLeadFields(leads);
  const problems = [...troubles].filter(([, { severity }]) => severity === "problem").map(([field]) => field);

  function showProblems(names: string[]) {
    setFilter(null);
    toast.show({ text: t("problemsLeft", { count: names.length }), failed: true });
    requestAnimationFrame(() => focusField(state.rows.find(({ target }) => names.includes(target))?.target));
  }

  function restart(rows = state.rows, all = fields) {
    const from = startRows(rows, all);
    dispatch({ type: "start", from });
    return from.rows;
  }

  return (
    <MappingProvider
      leadFields={leadFields}
      sample={(part) =>
        mapLead(lead, [{ target: "sample", value: [part], fallback: [] }], []).results.sample?.text ?? ""
      }
    >
      <MappingHeader
        view={view}
        draft={draft}
        problems={problems}
        warningCount={troubles.size - problems.length}
        onProblems={showProblems}
        onPublished={() => draft.accept(state.rows)}
        onDiscarded={() => draft.accept(restart(view.liveRows))}
      />
      {fields.length === 0 && (view.fieldsReadAt || state.rows.length === 0) ? (
        <NothingToMap view={view} onFields={(read) => setFields(read)} />
      ) : (
        <>
          <PreviewPicker destination={view.destinationName} leads={leads} position={position} onChange={setPosition} />
          <FieldsBar
            view={view}
            now={now}
            timeZone={timeZone}
            fields={fields}
            rows={state.rows}
            results={results}
            troubles={troubles}
            filter={filter}
            onFilter={(name) => setFilter(name && rowFilter(name, { rows: state.rows, fields, results, troubles }))}
            onAdd={(target) => {
              setFilter(null);
              dispatch({ type: "add", target });
            }}
            onFields={(read) => {
              setFields(read);
              restart(state.rows, read);
            }}
          />
          <MappingTable
            destination={view.destinationName}
            fields={fields}
            rows={filter ? state.rows.filter(({ target }) => filter.targets.has(target)) : state.rows}
            added={state.added}
            results={results}
            troubles={troubles}
            onChange={(row) => dispatch({ type: "change", row })}
            onRemove={(target) => {
              focusBeside(target);
              dispatch({ type: "remove", target });
            }}
            onSave={draft.save}
          />
          <ResultAnnouncer
            field={fields.find(({ name }) => name === state.edited)}
            result={results[state.edited ?? ""]}
          />
        </>
      )}
    </MappingProvider>
  );
}

function focusField(name: string | undefined) {
  const row = document.getElementById(`field-${name}`);
  row?.scrollIntoView({ block: "center" });
  focusRow(row);
}

/** The focus would be lost with the row that goes. */
function focusBeside(name: string) {
  const row = document.getElementById(`field-${name}`);
  focusRow(row?.nextElementSibling ?? row?.previousElementSibling);
}

/** Puts the caret behind what fills the field. */
function focusRow(row: Element | null | undefined) {
  row?.querySelector<HTMLInputElement>("input[data-end]")?.focus({ preventScroll: true });
}
