"use client";
import { useTranslations } from "next-intl";
import { useId, useRef, useState, useTransition } from "react";
import { RecordLink } from "#components/leads/record-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextInput } from "#components/ui/field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { eraseLeadAction } from "#features/privacy/actions.ts";

export type LeftRecord = { id: string; destinationName: string; externalUrl: string | null };

/** Takes the personal data out of a lead for good, once somebody has typed which one. */
export function EraseDialog({
  number,
  name,
  records,
  open,
  onOpenChange,
}: {
  number: number;
  name: string;
  /** At other systems, where Buzón deletes nothing. */
  records: LeftRecord[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("lead.erase");
  const toast = useToast();
  const form = useId();
  const keep = useRef<HTMLButtonElement>(null);
  const typed = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const [isBusy, start] = useTransition();
  const word = `L-${number}`;

  function erase(entries: FormData) {
    if (String(entries.get("word")).trim().toUpperCase() !== word) {
      setWrong(true);
      typed.current?.focus();
      return;
    }
    start(async () => {
      const result = await eraseLeadAction(number);
      toast.show(result.ok ? { text: t("done") } : { text: t("refused"), failed: true });
      onOpenChange(false);
    });
  }

  return (
    <Dialog
      title={t("title", { name })}
      open={open}
      onOpenChange={onOpenChange}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} onClick={() => onOpenChange(false)}>
            {t("keep")}
          </Button>
          <Button type="submit" form={form} variant="danger" busy={isBusy} busyLabel={t("erasing")}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <form id={form} action={erase} className="flex flex-col gap-3 text-sm">
        <p>{t("what")}</p>
        <p className="text-ink-2">{t("waiting")}</p>
        {records.length > 0 && (
          <div className="text-ink-2">
            <p>{t("records", { count: records.length })}</p>
            <ul className="mt-1 list-disc pl-5">
              {records.map(({ id, destinationName, externalUrl }) => (
                <li key={id}>
                  <RecordLink url={externalUrl}>{t("record", { destination: destinationName })}</RecordLink>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Field label={t("type", { word })} error={isWrong && t("typeError", { word })}>
          {(control) => <TextInput ref={typed} name="word" autoComplete="off" className="max-w-50" {...control} />}
        </Field>
      </form>
    </Dialog>
  );
}
