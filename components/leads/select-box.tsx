"use client";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useEffect, useRef } from "react";
import {
  selectPage,
  selectRange,
  toggleSelection,
  useIsSelected,
  usePageSelection,
} from "#components/leads/selection.ts";
import { classes } from "#components/ui/classes.ts";
import { Checkbox } from "#components/ui/field.tsx";

/** The box of a row. On a phone it is all of the row, and only there while rows are picked by tapping. */
export function SelectBox({ number, label }: { number: number; label: string }) {
  const isSelected = useIsSelected(number);
  return (
    <Checkbox
      data-select
      aria-label={label}
      checked={isSelected}
      onChange={(event) => (isWithShift(event) ? selectRange(number) : toggleSelection(number))}
      // Shift would mark the text between the two rows.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      className={classes(
        PLACE,
        "transition-opacity duration-120 group-hover/row:opacity-100 group-focus-within/row:opacity-100 group-data-selecting/list:opacity-100 pointer-coarse:opacity-100 md:opacity-0",
        "max-md:hidden! max-md:z-2 max-md:items-start max-md:pt-4 max-md:pl-3.5! max-md:group-data-picking/list:flex!",
      )}
    />
  );
}

/** Ticks the rows on the screen. */
export function SelectPageBox({ label, className }: { label?: string; className?: string }) {
  const t = useTranslations("inbox.select");
  const ticked = usePageSelection();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = ticked === "some";
  }, [ticked]);
  return (
    <Checkbox
      ref={box}
      label={label}
      aria-label={label ? undefined : t("page")}
      checked={ticked === "all"}
      onChange={() => selectPage(ticked !== "all")}
      className={className ?? classes(PLACE, "max-md:hidden!")}
    />
  );
}

const PLACE = "absolute! inset-0 flex! pl-4.25 @min-[1000px]:pl-7";

/** Browsers tell of a change of a box with the click that made it, by the keyboard too. */
function isWithShift({ nativeEvent }: ChangeEvent): boolean {
  return nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
}
