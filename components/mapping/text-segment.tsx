"use client";

import type { ComponentProps } from "react";
import { classes } from "#components/ui/classes.ts";

/** An input as wide as its text. A hidden copy of the text gives it its width, since inputs have none of their own. */
export function TextSegment({
  value,
  stretch,
  ...input
}: ComponentProps<"input"> & { value: string; stretch: boolean }) {
  return (
    <span
      className={classes(
        "relative inline-flex h-6 min-w-1 max-w-full items-center max-md:h-10",
        stretch ? "flex-1 basis-3" : !value && "first:-ml-1",
      )}
    >
      <span aria-hidden className="invisible overflow-hidden whitespace-pre">
        {value}
      </span>
      <input
        {...input}
        type="text"
        value={value}
        autoComplete="off"
        spellCheck={false}
        className="absolute inset-0 w-full bg-transparent text-ink outline-none placeholder:text-ink-3"
      />
    </span>
  );
}
