"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Select } from "#components/ui/field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { leadName } from "#features/leads/lead-name.ts";
import { sendTestRecordAction } from "#features/mappings/actions.ts";
import type { MappingView } from "#features/mappings/get-mapping.ts";
import type { PreviewLead } from "#features/mappings/list-preview-leads.ts";
import type { TestRecords as Records } from "#features/mappings/list-test-records.ts";
import type { SendTestResult } from "#features/mappings/send-test-record.ts";
import { TestRecordAccepted } from "./test-record-accepted.tsx";
import { TestRecordList } from "./test-record-list.tsx";
import { TestRecordRefused } from "./test-record-refused.tsx";
import type { useAutosave } from "./use-autosave.ts";
import { useGoToField } from "./use-go-to-field.ts";
import { useRemoveTestRecord } from "./use-remove-test-record.ts";

/** Makes a real record of one lead at the destination, with the draft, and deletes it there again. */
export function TestRecord({
  view,
  draft,
  leads,
  position,
  testRecords,
  startsOpen,
  timeZone,
  onShow,
}: {
  view: MappingView;
  draft: ReturnType<typeof useAutosave>;
  leads: PreviewLead[];
  /** Of the lead that the preview shows. */
  position: number;
  testRecords: Records;
  startsOpen: boolean;
  timeZone: string;
  onShow: () => void;
}) {
  const t = useTranslations("testRecord");
  const toast = useToast();
  const choice = useRef<HTMLSelectElement>(null);
  const [isOpen, setOpen] = useState(startsOpen);
  const [chosen, setChosen] = useState<string | null>(null);
  const [result, setResult] = useState<SendTestResult | null>(null);
  const [isSending, start] = useTransition();
  const remove = useRemoveTestRecord(view);
  const { goTo, finalFocus } = useGoToField(close, onShow);
  const lead = leads.find(({ id }) => id === chosen) ?? leads[position];
  const destination = view.destinationName;

  function open() {
    setResult(null);
    setChosen(null);
    setOpen(true);
  }

  function close() {
    setOpen(false);
  }

  function back() {
    setResult(null);
    requestAnimationFrame(() => choice.current?.focus());
  }

  const send = () =>
    start(async () => {
      if (!lead) return;
      const saved = await draft.save();
      if (!saved.ok) return toast.show({ text: t("notSaved"), failed: true });
      setResult(await sendTestRecordAction(view.destinationId, lead.id));
    });

  const removeListed = async (id: string) => {
    // The button that was pressed goes with its record.
    if (await remove(id)) choice.current?.focus();
  };

  const removeSent = async (id: string) => {
    if (await remove(id)) close();
  };

  return (
    <Dialog
      title={titleOf(t, result, destination)}
      size="md"
      open={isOpen}
      onOpenChange={(isWanted) => {
        if (isWanted) open();
        // What was sent cannot be called back, so its answer is waited for.
        else if (!isSending) close();
      }}
      initialFocus={choice}
      finalFocus={finalFocus}
      trigger={<Button icon={<FlaskConical />}>{t("open")}</Button>}
    >
      {result?.ok ? (
        <TestRecordAccepted
          destination={destination}
          result={result}
          canRemove={testRecords.canRemove}
          onRemove={() => removeSent(result.id)}
        />
      ) : result ? (
        <TestRecordRefused view={view} result={result} onField={goTo} onBack={back} />
      ) : (
        <>
          <p className="text-base text-ink-2">{t("intro", { destination })}</p>
          <p className="mt-2 text-base text-ink-2">{t(testRecords.canRemove ? "canRemove" : "cannotRemove")}</p>
          {lead ? (
            <Field label={t("lead")} className="mt-4">
              {(control) => (
                <Select
                  {...control}
                  ref={choice}
                  value={lead.id}
                  disabled={isSending}
                  onChange={({ target }) => setChosen(target.value)}
                >
                  {leads.map((each) => (
                    <option key={each.id} value={each.id}>
                      {t("option", {
                        name: leadName(each) ?? t("noName"),
                        number: each.number,
                        test: String(each.isTest),
                      })}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : (
            <p className="mt-4 text-base">{t("noLeads")}</p>
          )}
          <div className="mt-5 flex flex-wrap items-center justify-end gap-3">
            <p role="status" className="mr-auto text-ink-2 text-sm">
              {isSending && t("progress", { destination })}
            </p>
            <Button disabled={isSending} onClick={close}>
              {t("cancel")}
            </Button>
            {lead && (
              <Button variant="primary" busy={isSending} busyLabel={t("sending")} onClick={send}>
                {t("send")}
              </Button>
            )}
          </div>
          <TestRecordList destination={destination} records={testRecords} timeZone={timeZone} onRemove={removeListed} />
        </>
      )}
    </Dialog>
  );
}

function titleOf(
  t: ReturnType<typeof useTranslations<"testRecord">>,
  result: SendTestResult | null,
  destination: string,
): string {
  if (!result) return t("title");
  if (result.ok) return t("accepted", { destination });
  return result.code === "refused" ? t("refused", { destination }) : t("notSent");
}
