"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import type { FieldPart, MappingPart } from "#connectors/connector.ts";

/** Something a lead may have, as the picker offers it. */
export type LeadField = {
  /** A name of features/mappings/lead-values.ts, `campaign.<key>` or `extra.<key>`. */
  name: string;
  label: string;
  group: "lead" | "worked_out" | "campaign" | "extra";
};

/** What every part of the editor needs to know of the lead it previews with and of the last ones. */
type Preview = {
  leadFields: LeadField[];
  /** What a part has in the preview's lead; empty when that lead has nothing for it. */
  sample(part: MappingPart): string;
  /** What it has in the last leads before other words replace it, each text once. */
  seen(part: FieldPart): string[];
};

const MappingContext = createContext<(Preview & { announce(text: string): void }) | null>(null);

export function MappingProvider({ children, ...preview }: Preview & { children: ReactNode }) {
  const [announcement, announce] = useState("");
  return (
    <MappingContext value={{ ...preview, announce }}>
      {children}
      <div role="status" className="sr-only">
        {announcement}
      </div>
    </MappingContext>
  );
}

export function useMapping() {
  const context = useContext(MappingContext);
  if (!context) throw new Error("a part of the mapping editor stands outside its MappingProvider");
  return context;
}

/** The field's name for people; a parameter or a key that no lead of the preview brings is called by its own name. */
export function useFieldLabel() {
  const { leadFields } = useMapping();
  return (name: string) => leadFields.find((field) => field.name === name)?.label ?? name.slice(name.indexOf(".") + 1);
}
