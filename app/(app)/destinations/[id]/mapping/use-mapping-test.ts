"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import { type MappingTest, testMapping } from "#features/mappings/test-mapping.ts";
import { filledRows } from "./editor-rows.ts";

/** A hundred leads take about a tenth of a second, which nobody should wait for at every letter. */
const PAUSE_MS = 500;

/** What the rows on the screen would do to the leads, worked out a moment after the last change. Nothing is sent. */
export function useMappingTest(
  leads: PreviewLead[],
  rows: MappingRow[],
  liveRows: MappingRow[] | null,
  fields: TargetField[],
): { test: MappingTest<PreviewLead> | null; run: () => void } {
  const [test, setTest] = useState<MappingTest<PreviewLead> | null>(null);

  const run = () => setTest(testMapping(leads, filledRows(rows), liveRows, fields));
  const runNow = useEffectEvent(run);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever goes into the test runs it again
  useEffect(() => {
    const timer = setTimeout(runNow, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [leads, rows, liveRows, fields]);

  return { test, run };
}
