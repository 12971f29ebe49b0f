"use client";

import { Braces, ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Select } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { leadName } from "#features/leads/lead-name.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import type { MappedLead } from "#features/mappings/map-lead.ts";
import { AsSent } from "./as-sent.tsx";
import { PasteLead } from "./paste-lead.tsx";
import { specialLeads } from "./special-leads.ts";
import type { usePreviewLead } from "./use-preview-lead.ts";

const PASTE = "paste";
const PASTED = "pasted";

/** Which lead the right column shows: one of the newest, one that is special, a pasted one, or Microsoft's example. */
export function PreviewPicker({
  destination,
  leads,
  preview,
  values,
}: {
  destination: string;
  leads: PreviewLead[];
  preview: ReturnType<typeof usePreviewLead>;
  /** What would be sent of the lead shown. */
  values: MappedLead["values"];
}) {
  const t = useTranslations("mapping");
  const [isPasting, setPasting] = useState(false);
  const [isAsSentOpen, setAsSentOpen] = useState(false);
  const special = specialLeads(leads);
  const wordsOf = (lead: PreviewLead) => ({
    name: leadName(lead) ?? t("noName"),
    number: lead.number,
    test: String(lead.isTest),
  });

  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-2.5 md:px-6">
      <p className="text-ink-2 text-sm">{t("intro", { destination })}</p>
      <div className="flex min-w-0 items-center gap-2 max-md:w-full max-md:flex-wrap">
        <label htmlFor="preview-lead" className="shrink-0 text-ink-2 text-sm">
          {t("previewWith")}
        </label>
        <Select
          id="preview-lead"
          className="w-64 max-md:w-full max-md:basis-full"
          value={preview.isPasted ? PASTED : preview.position}
          onChange={({ target }) => (target.value === PASTE ? setPasting(true) : preview.choose(Number(target.value)))}
        >
          {preview.isPasted && <option value={PASTED}>{t("pastedLead")}</option>}
          {leads.length === 0 && <option value={0}>{t("exampleLead")}</option>}
          {special.length > 0 && (
            <optgroup label={t("specialLeads")}>
              {special.map(({ kind, position }) => {
                const lead = leads[position];
                return (
                  lead && (
                    <option key={lead.id} value={position}>
                      {t(`special.${kind}`, wordsOf(lead))}
                    </option>
                  )
                );
              })}
            </optgroup>
          )}
          <optgroup label={t("lastLeads", { count: leads.length })}>
            {leads.map((lead, index) =>
              special.some(({ position }) => position === index) ? null : (
                <option key={lead.id} value={index}>
                  {t("previewOption", wordsOf(lead))}
                </option>
              ),
            )}
          </optgroup>
          <option value={PASTE}>{t("pasteLead")}</option>
        </Select>
        {leads.length > 1 && (
          <>
            <IconButton
              bordered
              label={t("previousLead")}
              aria-keyshortcuts="ArrowLeft"
              icon={<ChevronLeft />}
              onClick={() => preview.step(-1)}
            />
            <IconButton
              bordered
              label={t("nextLead")}
              aria-keyshortcuts="ArrowRight"
              icon={<ChevronRight />}
              onClick={() => preview.step(1)}
            />
          </>
        )}
        <IconButton bordered label={t("asSent")} icon={<Braces />} onClick={() => setAsSentOpen(true)} />
      </div>
      <PasteLead open={isPasting} onOpenChange={setPasting} onPaste={preview.paste} />
      <AsSent destination={destination} values={values} open={isAsSentOpen} onOpenChange={setAsSentOpen} />
    </div>
  );
}
