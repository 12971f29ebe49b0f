"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useTransition } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import { useToast } from "#components/ui/toast.tsx";
import { addNoteAction } from "#features/leads/actions.ts";

const MAX_LENGTH = 5_000;

/** A note for the team. Enter starts a new line, Ctrl or Command with Enter saves. */
export function NoteForm({ number, author, className }: { number: number; author: string; className?: string }) {
  const t = useTranslations("lead");
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const [isSaving, start] = useTransition();

  function save(entries: FormData) {
    start(async () => {
      const result = await addNoteAction(number, String(entries.get("note") ?? ""));
      if (result.ok) form.current?.reset();
      else toast.show({ text: t(`refused.${result.code}`), failed: true });
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.current?.requestSubmit();
  }

  return (
    <form
      ref={form}
      action={save}
      className={classes(
        "group flex items-start gap-2.5 rounded-lg border border-line-control bg-surface px-2.5 py-1.5 focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2",
        className,
      )}
    >
      <span className="mt-0.5">
        <Avatar name={author} decorative />
      </span>
      <textarea
        id="note"
        name="note"
        rows={1}
        required
        maxLength={MAX_LENGTH}
        aria-label={t("note")}
        placeholder={t("note")}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-50 min-h-7 min-w-0 flex-1 resize-none bg-transparent py-1 text-sm outline-none placeholder:text-ink-3 max-md:min-h-11 max-md:py-2.5 max-md:text-lg"
      />
      <Button
        type="submit"
        size="sm"
        busy={isSaving}
        className="invisible group-has-[textarea:not(:placeholder-shown)]:visible"
      >
        {t("saveNote")}
      </Button>
    </form>
  );
}
