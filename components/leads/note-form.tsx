"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useTransition } from "react";
import { MentionList } from "#components/leads/mention-list.tsx";
import { useMentions } from "#components/leads/use-mentions.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { classes } from "#components/ui/classes.ts";
import { useToast } from "#components/ui/toast.tsx";
import { addNoteAction } from "#features/leads/actions.ts";
import type { Colleague } from "#features/leads/note-text.ts";

const MAX_LENGTH = 5_000;

/** A note for the team, where "@" names people. Enter starts a new line, Ctrl or Command with Enter saves. */
export function NoteForm({
  number,
  author,
  people,
  hint,
  className,
}: {
  number: number;
  author: string;
  people: Colleague[];
  /** What stands in the empty field; its name is always the same. */
  hint?: string;
  className?: string;
}) {
  const t = useTranslations("lead");
  const words = useTranslations("note");
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const mentions = useMentions(field, people);
  const [isSaving, start] = useTransition();

  function save(entries: FormData) {
    start(async () => {
      const result = await addNoteAction(number, String(entries.get("note") ?? ""), mentions.picked);
      if (!result.ok) return toast.show({ text: t(`refused.${result.code}`), failed: true });
      form.current?.reset();
      mentions.clear();
      toast.show({ text: words("saved") });
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (mentions.onKeyDown(event)) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.current?.requestSubmit();
  }

  return (
    <form
      ref={form}
      // A form's own action would empty the field even when the note was refused.
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      className={classes(
        "group relative flex items-start gap-2.5 rounded-lg border border-line-control bg-surface px-2.5 py-1.5 focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2",
        className,
      )}
    >
      <span className="mt-0.5">
        <Avatar name={author} decorative />
      </span>
      <textarea
        ref={field}
        id="note"
        name="note"
        rows={1}
        required
        dir="auto"
        maxLength={MAX_LENGTH}
        data-command="note"
        aria-label={words("label")}
        placeholder={hint ?? words("label")}
        onKeyDown={onKeyDown}
        {...mentions.field}
        className="field-sizing-content max-h-50 min-h-7 min-w-0 flex-1 resize-none bg-transparent py-1 text-sm outline-none placeholder:text-ink-3 max-md:min-h-11 max-md:py-2.5 max-md:text-lg"
      />
      <MentionList mentions={mentions} />
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
