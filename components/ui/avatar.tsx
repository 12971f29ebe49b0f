import { UserRound } from "lucide-react";
import { classes } from "#components/ui/classes.ts";

const TINTS = [
  "bg-tint-lilac text-on-tint-lilac",
  "bg-tint-mint text-on-tint-mint",
  "bg-tint-coral text-on-tint-coral",
  "bg-tint-blue text-on-tint-blue",
  "bg-tint-stone text-on-tint-stone",
];

const LOOK = "inline-flex size-6 shrink-0 items-center justify-center rounded-full";

/** A person's initials; the name is read out unless it stands beside it (`decorative`). */
export function Avatar({ name, decorative = false }: { name: string; decorative?: boolean }) {
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name })}
      className={classes(LOOK, "font-semibold text-[10px] leading-none", tint(name))}
    >
      {initials(name)}
    </span>
  );
}

export function UnassignedAvatar({ label }: { label: string }) {
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className={classes(LOOK, "border border-ink-3 border-dashed text-ink-3")}
    >
      <UserRound className="size-3.5" />
    </span>
  );
}

/** The same name always has the same colour. */
function tint(name: string): string | undefined {
  const hash = [...name].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
  return TINTS[hash % TINTS.length];
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words.at(0)?.at(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
