import { useTranslations } from "next-intl";
import { classes } from "#components/ui/classes.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type Column, USUAL_COLUMNS } from "#features/leads/list-columns.ts";
import { cellLook, type ListLook } from "./_components/column-look.ts";
import { LeadTableHead } from "./_components/lead-table.tsx";

const WIDTHS = ["w-1/2", "w-2/3", "w-5/6", "w-3/5", "w-3/4"];
const FADES = ["", "opacity-90", "opacity-75", "opacity-60", "opacity-45", "opacity-30", "opacity-20", "opacity-10"];

/** Which columns the address asks for is not known here; most ask for the usual ones. */
const LOOK: ListLook = { columns: USUAL_COLUMNS, isBeside: false };

/** The list with its real widths while it is on its way. */
export default function InboxLoading() {
  const t = useTranslations("inbox");
  return (
    <div role="status" aria-label={t("loading")} className="@container min-h-0 flex-1 overflow-hidden">
      <div className="flex h-14 items-center px-5">
        <Skeleton className="h-4 w-28" />
      </div>
      <div className="h-11 max-md:hidden" />
      <table aria-hidden className="w-full table-fixed border-collapse border-line border-t">
        <LeadTableHead look={LOOK} />
        <tbody>
          {FADES.flatMap((fade) => [`${fade} a`, `${fade} b`]).map((row, index) => (
            <SkeletonRow key={row} index={index} fade={FADES[Math.floor(index / 2)]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SkeletonRow({ index, fade }: { index: number; fade: string | undefined }) {
  const width = (offset: number) => WIDTHS[(index + offset) % WIDTHS.length];
  return (
    <tr className={classes("h-11.5 border-line border-b max-md:h-21", fade)}>
      <td />
      <td className="pr-4">
        <Skeleton className={classes("h-2.5", width(0))} />
        <Skeleton className={classes("mt-2 h-2", width(2))} />
      </td>
      {LOOK.columns.map((column, at) => (
        <td key={column} className={classes("pr-4 last:pr-5", cellLook(column, LOOK))}>
          <SkeletonCell column={column} width={width(at + 1)} />
        </td>
      ))}
    </tr>
  );
}

function SkeletonCell({ column, width }: { column: Column; width: string | undefined }) {
  switch (column) {
    case "action":
      return (
        <>
          <Skeleton className={classes("h-2.5", width)} />
          <Skeleton className="mt-2 h-2 w-2/5" />
        </>
      );
    case "forwarding":
      return (
        <span className="flex gap-1.5">
          <Skeleton className="size-5" />
          <Skeleton className="size-5" />
          <Skeleton className="size-5" />
        </span>
      );
    case "owner":
      return <Skeleton className="size-6 rounded-full!" />;
    case "received":
      return <Skeleton className="ml-auto h-2.5 w-9" />;
    default:
      return <Skeleton className={classes("h-2.5", width)} />;
  }
}
