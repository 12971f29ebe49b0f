import { classes } from "#components/ui/classes.ts";
import type { NotePart } from "#features/leads/note-text.ts";

/** A note as it was typed, with the people it names; `you` are marked. Nothing where the lead was erased. */
export function NoteText({ parts, you, className }: { parts: NotePart[]; you: string; className?: string }) {
  if (parts.length === 0) return null;
  return (
    <p
      className={classes(
        "whitespace-pre-line rounded-lg border border-line text-ink [unicode-bidi:plaintext] wrap-anywhere",
        className,
      )}
    >
      {parts.map((part, at) =>
        "text" in part ? (
          part.text
        ) : (
          <bdi
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a note has no other identity
            key={at}
            className={classes("font-medium text-info", part.mention.id === you && "rounded-sm bg-accent-soft px-0.5")}
          >
            @{part.mention.name}
          </bdi>
        ),
      )}
    </p>
  );
}
