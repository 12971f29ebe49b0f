"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { leadName } from "#features/leads/lead-name.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";

/** Which lead the right column shows: one of the newest, one step back or forward, or Microsoft's example. */
export function PreviewPicker({
  destination,
  leads,
  position,
  onChange,
}: {
  destination: string;
  leads: PreviewLead[];
  position: number;
  onChange: (position: number) => void;
}) {
  const t = useTranslations("mapping");
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-2.5 md:px-6">
      <p className="text-ink-2 text-sm">{t("intro", { destination })}</p>
      <div className="flex min-w-0 items-center gap-2 max-md:w-full">
        <label htmlFor="preview-lead" className="shrink-0 text-ink-2 text-sm">
          {t("previewWith")}
        </label>
        {leads.length === 0 ? (
          <p className="text-sm">{t("exampleLead")}</p>
        ) : (
          <>
            <Select
              id="preview-lead"
              className="w-64 max-md:w-auto max-md:flex-1"
              value={position}
              onChange={({ target }) => onChange(Number(target.value))}
            >
              {leads.map((lead, index) => (
                <option key={lead.id} value={index}>
                  {t("previewOption", {
                    name: leadName(lead) ?? t("noName"),
                    number: lead.number,
                    test: String(lead.isTest),
                  })}
                </option>
              ))}
            </Select>
            <IconButton
              bordered
              label={t("previousLead")}
              icon={<ChevronLeft />}
              onClick={() => onChange((position + leads.length - 1) % leads.length)}
            />
            <IconButton
              bordered
              label={t("nextLead")}
              icon={<ChevronRight />}
              onClick={() => onChange((position + 1) % leads.length)}
            />
          </>
        )}
      </div>
    </div>
  );
}
