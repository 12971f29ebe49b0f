import { classes } from "#components/ui/classes.ts";
import { type Column, type Columns, USUAL_COLUMNS } from "#features/leads/list-columns.ts";

/** Shown where the list is wide; where it is narrow, what is in it joins another column. */
const WIDE = "hidden @min-[1000px]:table-cell";

const WIDTHS: Record<Column, string> = {
  action: "@min-[1000px]:w-44",
  offer: "",
  country: "w-32",
  status: "w-26 @max-[700px]:w-9",
  forwarding: "w-28",
  owner: "w-10 @min-[1000px]:w-30",
  received: "w-24",
  follow_up: "w-28",
  tags: "w-44",
  notes: "w-18",
  first_touch: "w-26",
  title: "w-44",
  email: "w-52",
  phone: "w-40",
  local_time: "w-26",
  publisher: "w-36",
  endpoint: "w-36",
  number: "w-22",
};

/** Numbers and times, whose digits stand under each other. */
const AT_THE_END: ReadonlySet<Column> = new Set(["received", "notes", "number"]);

export type ListLook = {
  columns: Columns;
  /** The panel is open beside the list. */
  isBeside: boolean;
};

/** What all rows of a page have in common. */
export type RowShape = {
  look: ListLook;
  /** One line of 32 px instead of two of 46. */
  isCompact: boolean;
  /** The words of the search, to be marked where they stand. */
  sought: readonly string[];
  /** Whoever may change leads can tick them. */
  mayWork: boolean;
  now: Date;
  timeZone: string;
  /** features/leads/local-zone.ts, at `now`. */
  zoneOf(countryCode: string | null): string | null;
};

/**
 * Everything needs its width in a list with more than the usual columns, which is then wider than its place; otherwise
 * name and offer share what the others leave.
 */
export function nameWidth({ columns }: ListLook): string {
  return isCrowded(columns) ? "w-56" : "";
}

export function headLook(column: Column, look: ListLook): string {
  return classes(cellLook(column, look), isCrowded(look.columns) && CROWDED[column], WIDTHS[column]);
}

/** Where and how a cell stands; its width is that of its head. */
export function cellLook(column: Column, look: ListLook): string {
  return classes("max-md:hidden", visibility(column, look), AT_THE_END.has(column) && "text-right tabular-nums");
}

/** A narrow list says these in the lines of another column. */
export function joinsName({ columns }: ListLook): boolean {
  return columns.includes("country");
}

export function joinsAction({ columns }: ListLook): boolean {
  return columns.includes("offer") && columns.includes("action");
}

const CROWDED: Partial<Record<Column, string>> = { action: "w-44", offer: "w-48" };

function isCrowded(columns: Columns): boolean {
  return columns.some((column) => !USUAL_COLUMNS.includes(column));
}

function visibility(column: Column, look: ListLook): string | false {
  if (column === "country") return WIDE;
  if (column === "offer") return joinsAction(look) && WIDE;
  if (column === "owner") return "@max-[700px]:hidden";
  // The panel says the rest.
  return look.isBeside && !USUAL_COLUMNS.includes(column) && WIDE;
}
