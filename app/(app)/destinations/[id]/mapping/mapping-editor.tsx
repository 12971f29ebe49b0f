"use client";

import { useDeferredValue, useMemo, useReducer, useState } from "react";
import { MappingProvider } from "#components/mapping/mapping-context.tsx";
import { findProblems, type RowProblem } from "#features/mappings/find-problems.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import { wordsOf } from "#features/mappings/lead-values.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import type { TestRecords } from "#features/mappings/list-test-records.ts";
import type { MappingVersion } from "#features/mappings/list-versions.ts";
import { mapLead } from "#features/mappings/map-lead.ts";
import { readPart } from "#features/mappings/read-part.ts";
import { editRows, startRows } from "./editor-rows.ts";
import { FieldsBar } from "./fields-bar.tsx";
import { Leftovers } from "./leftovers.tsx";
import { MappingHeader } from "./mapping-header.tsx";
import { MappingTable } from "./mapping-table.tsx";
import { NothingToMap } from "./nothing-to-map.tsx";
import { PreviewPicker } from "./preview-picker.tsx";
import { ResultAnnouncer } from "./result-announcer.tsx";
import { type RowFilter, rowFilter } from "./row-filter.ts";
import { TestBar } from "./test-bar.tsx";
import { useAutosave } from "./use-autosave.ts";
import { useEditorKeys } from "./use-editor-keys.ts";
import { useLeadFields } from "./use-lead-fields.ts";
import { useLinkedField } from "./use-linked-field.ts";
import { usePreviewLead } from "./use-preview-lead.ts";

/** Which field of a destination gets what of a lead, with what comes out for a real lead at every keystroke. */
export function MappingEditor({
  view,
  leads,
  shown,
  opensTestRecord,
  versions,
  testRecords,
  now,
  timeZone,
  origin,
}: {
  view: MappingView;
  leads: PreviewLead[];
  /** The number of the lead to show first. */
  shown: number | undefined;
  opensTestRecord: boolean;
  versions: MappingVersion[];
  testRecords: TestRecords;
  now: Date;
  timeZone: string;
  /** Where Buzón is, for the link of the example lead. */
  origin: string;
}) {
  const [fields, setFields] = useState(view.fields);
  const [state, dispatch] = useReducer(editRows, undefined, () => startRows(view.rows, view.fields));
  const draft = useAutosave(view.destinationId, state.rows, view.changes);
  const preview = usePreviewLead(leads, shown, origin);
  const [filter, setFilter] = useState<RowFilter | null>(null);

  const { results, values } = mapLead(preview.lead, state.rows, fields);
  const checkedRows = useDeferredValue(state.rows);
  const problems = useMemo(() => findProblems(leads, checkedRows, fields), [leads, checkedRows, fields]);
  const leadFields = useLeadFields(preview.all);
  useLinkedField((target) => {
    if (fields.some(({ name, readOnly }) => name === target && !readOnly)) dispatch({ type: "add", target });
  });
  useEditorKeys({ onSave: draft.save, onStep: preview.step });

  const showAll = () => setFilter(null);
  const fieldsWith = (severity: RowProblem["severity"]) =>
    [...problems].filter(([, problem]) => problem.severity === severity).map(([field]) => field);

  function restart(rows = state.rows, all = fields) {
    const from = startRows(rows, all);
    dispatch({ type: "start", from });
    return from.rows;
  }

  return (
    <MappingProvider
      leadFields={leadFields}
      sample={(part) => readPart(preview.lead, part).text}
      seen={({ field, transform }) => [
        ...new Set([
          ...(transform ? [] : wordsOf(field)),
          ...leads.flatMap((lead) => readPart(lead, { kind: "field", field, transform }).text || []),
        ]),
      ]}
    >
      <MappingHeader
        view={view}
        draft={draft}
        rows={state.rows}
        fields={fields}
        problems={fieldsWith("red")}
        warnings={fieldsWith("amber")}
        leads={leads}
        position={preview.position}
        versions={versions}
        testRecords={testRecords}
        opensTestRecord={opensTestRecord}
        timeZone={timeZone}
        onShow={showAll}
        onReplace={restart}
      />
      {fields.length === 0 && (view.fieldsReadAt || state.rows.length === 0) ? (
        <NothingToMap view={view} onFields={(read) => setFields(read)} />
      ) : (
        <>
          <PreviewPicker destination={view.destinationName} leads={leads} preview={preview} values={values} />
          <TestBar
            view={view}
            leads={leads}
            rows={state.rows}
            fields={fields}
            now={now}
            timeZone={timeZone}
            onShow={showAll}
          />
          <FieldsBar
            view={view}
            now={now}
            timeZone={timeZone}
            fields={fields}
            rows={state.rows}
            results={results}
            problems={problems}
            filter={filter}
            onFilter={(name) => setFilter(name && rowFilter(name, { rows: state.rows, fields, results, problems }))}
            onAdd={(target) => {
              showAll();
              dispatch({ type: "add", target });
            }}
            onFields={(read) => {
              setFields(read);
              restart(state.rows, read);
            }}
            onImport={(rows) => {
              showAll();
              restart(rows);
            }}
          />
          <MappingTable
            destination={view.destinationName}
            fields={fields}
            rows={filter ? state.rows.filter(({ target }) => filter.targets.has(target)) : state.rows}
            added={state.added}
            results={results}
            problems={problems}
            leads={leads}
            updatesExisting={view.updatesExisting}
            suggests={!filter}
            onChange={(row) => dispatch({ type: "change", row })}
            onPut={(row) => dispatch({ type: "put", row })}
            onRemove={(target) => {
              focusBeside(target);
              dispatch({ type: "remove", target });
            }}
          />
          <Leftovers
            leads={preview.all.length > 0 ? preview.all : [preview.lead]}
            rows={state.rows}
            fields={fields}
            onPut={(row) => {
              showAll();
              dispatch({ type: "put", row });
            }}
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

/** The focus would be lost with the row that goes. */
function focusBeside(name: string) {
  const row = document.getElementById(`field-${name}`);
  const beside = [row?.nextElementSibling, row?.previousElementSibling]
    .map((neighbour) => neighbour?.querySelector<HTMLElement>("[data-end]"))
    .find((input) => input);
  beside?.focus({ preventScroll: true });
}
