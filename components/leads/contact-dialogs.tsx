"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { useReplyNote } from "#components/leads/reach.tsx";
import { useChangeLead } from "#components/leads/use-change-lead.ts";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

type Opened = { open: boolean; onOpenChange: (open: boolean) => void };

/** Asks before a do-not-contact lead becomes one like any other. */
export function AllowContactDialog({ number, said, ...opened }: { number: number; said: Said } & Opened) {
  const t = useTranslations("lead.dnc");
  const flags = useTranslations("lead.flag");
  const change = useChangeLead(number);

  function allow() {
    opened.onOpenChange(false);
    change({ kind: "flag", flag: "do_not_contact", on: false }, flags("dncOff"));
  }

  return (
    <DoNotContactDialog
      {...opened}
      said={said}
      title={t("allowTitle")}
      effect={t("effect")}
      keep={t("keep")}
      act={
        <Button variant="danger" onClick={allow}>
          {t("allow")}
        </Button>
      }
    />
  );
}

/** Asks before somebody writes to a person who is not to be contacted. */
export function WriteAnywayDialog({
  number,
  mailto,
  said,
  ...opened
}: { number: number; mailto: string; said: Said } & Opened) {
  const t = useTranslations("lead.dnc");
  const note = useReplyNote(number, true);
  return (
    <DoNotContactDialog
      {...opened}
      said={said}
      title={t("writeTitle")}
      effect={t("writeEffect")}
      keep={t("dontWrite")}
      act={
        <ButtonLink
          href={mailto}
          className="text-bad"
          onClick={() => {
            note("email");
            opened.onOpenChange(false);
          }}
        >
          {t("write")}
        </ButtonLink>
      }
    />
  );
}

/** Who said that the person is not to be contacted. */
export type Said = "microsoft" | "team";

function DoNotContactDialog({
  said,
  title,
  effect,
  keep,
  act,
  ...opened
}: { said: Said; title: string; effect: string; keep: string; act: ReactNode } & Opened) {
  const t = useTranslations("lead");
  const safe = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      title={title}
      initialFocus={safe}
      footer={
        <>
          <Button ref={safe} onClick={() => opened.onOpenChange(false)}>
            {keep}
          </Button>
          {act}
        </>
      }
      {...opened}
    >
      <div className="flex flex-col gap-3 text-sm">
        {said === "team" ? (
          <p>{t("dnc.byTeam")}</p>
        ) : (
          <>
            <p className="text-ink-2">{t("dnc.saidMicrosoft")}</p>
            <blockquote className="border-line-strong border-l-2 pl-3">{t("doNotContactReason")}</blockquote>
          </>
        )}
        <p>{effect}</p>
      </div>
    </Dialog>
  );
}
