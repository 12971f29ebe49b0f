"use client";

import { useState } from "react";
import { exampleLead } from "#features/mappings/example-lead.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";

/**
 * Which lead the right column shows: at first the one with the number `shown` or the newest real one, a pasted one, or
 * Microsoft's example without any.
 */
export function usePreviewLead(leads: PreviewLead[], shown: number | undefined, origin: string) {
  const [position, setPosition] = useState(() => firstPosition(leads, shown));
  const [pasted, setPasted] = useState<MappableLead | null>(null);

  function choose(next: number) {
    setPasted(null);
    setPosition(next);
  }

  return {
    lead: pasted ?? leads[position] ?? exampleLead(origin),
    /** Among the leads; the one shown last while a pasted one is shown. */
    position,
    isPasted: pasted !== null,
    /** All that may bring something to map. */
    all: pasted ? [...leads, pasted] : leads,
    choose,
    step: (by: -1 | 1) => leads.length > 0 && choose((position + by + leads.length) % leads.length),
    paste: setPasted,
  };
}

function firstPosition(leads: PreviewLead[], shown: number | undefined): number {
  const asked = leads.findIndex(({ number }) => number === shown);
  const real = leads.findIndex(({ isTest }) => !isTest);
  return Math.max(0, asked < 0 ? real : asked);
}
