import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";
import { classes } from "#components/ui/classes.ts";
import type { RequestRow } from "#features/endpoints/list-requests.ts";
import { requestResult } from "#features/endpoints/request-result.ts";
import { byteSize } from "./byte-size.ts";
import { rejectionReason, requestLook } from "./request-words.ts";

type Row = RequestRow & { href: string };

/** What came to the endpoint, newest first; a row opens its request. */
export function RequestTable({ rows, openId, timeZone }: { rows: Row[]; openId?: string; timeZone: string }) {
  const t = useTranslations("requests");
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="bg-sunken text-ink-2 text-xs">
        <tr className="h-8 border-line border-y">
          <th scope="col" className="w-36 pl-4 font-medium md:pl-6">
            {t("result")}
          </th>
          <th scope="col" className="px-3 font-medium">
            {t("what")}
          </th>
          <th scope="col" className="w-24 px-3 font-medium max-md:hidden">
            {t("lead")}
          </th>
          <th
            scope="col"
            className={classes("w-36 px-3 font-medium", openId ? "hidden 2xl:table-cell" : "max-lg:hidden")}
          >
            {t("from")}
          </th>
          <th scope="col" className="w-20 px-3 text-right font-medium max-md:hidden">
            {t("size")}
          </th>
          <th scope="col" className="w-40 pr-4 text-right font-medium max-md:w-24 md:pr-6">
            {t("time")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RequestTableRow
            key={row.id}
            row={row}
            isOpen={row.id === openId}
            isNarrow={openId !== undefined}
            timeZone={timeZone}
          />
        ))}
      </tbody>
    </table>
  );
}

function RequestTableRow({
  row,
  isOpen,
  isNarrow,
  timeZone,
}: {
  row: Row;
  isOpen: boolean;
  isNarrow: boolean;
  timeZone: string;
}) {
  const t = useTranslations("requests");
  const format = useFormatter();
  const { shape, tone, text } = requestLook(row.state);
  return (
    <tr
      aria-selected={isOpen}
      className={classes(
        "relative h-10 border-line border-b",
        isOpen ? "bg-selected shadow-[inset_3px_0_0_var(--ink)]" : "hover:bg-hover",
      )}
    >
      <td className="pl-4 md:pl-6">
        <Link
          href={row.href}
          scroll={false}
          className={classes(
            "inline-flex items-center gap-2 whitespace-nowrap font-medium after:absolute after:inset-0",
            text,
          )}
        >
          <Glyph shape={shape} tone={tone} />
          {t(row.state === "pending" ? "results.pending" : `results.${requestResult(row.state)}`)}
        </Link>
      </td>
      <td className="truncate px-3">
        <What row={row} />
      </td>
      <td className="px-3 tabular-nums max-md:hidden">
        {row.lead ? (
          <Link href={`/leads/${row.lead.number}`} className="link relative z-10 inline-flex min-h-6 items-center">
            L-{row.lead.number}
          </Link>
        ) : (
          row.state !== "pending" && row.status
        )}
      </td>
      <td
        className={classes(
          "truncate px-3 font-mono text-ink-2 text-xs",
          isNarrow ? "hidden 2xl:table-cell" : "max-lg:hidden",
        )}
      >
        {row.remoteAddress}
      </td>
      <td className="px-3 text-right text-ink-2 tabular-nums max-md:hidden">{byteSize(format, row.bodyBytes)}</td>
      <td className="truncate pr-4 text-right text-ink-2 tabular-nums md:pr-6">
        <time dateTime={row.receivedAt.toISOString()}>
          {format.dateTime(row.receivedAt, {
            day: "numeric",
            month: "short",
            hour: "2-digit",
            minute: "2-digit",
            second: "2-digit",
            timeZone,
          })}
        </time>
      </td>
    </tr>
  );
}

function What({ row }: { row: Row }) {
  const t = useTranslations("requests");
  const missing = useTranslations("missing");
  const { lead, problem } = row;
  switch (row.state) {
    case "lead": {
      const name = [lead?.firstName, lead?.lastName].filter(Boolean).join(" ") || lead?.email;
      return <bdi>{name ?? missing("name")}</bdi>;
    }
    case "repeat":
      return t("repeatOf", { lead: `L-${lead?.number}` });
    case "pending":
      return t("pendingText");
    default: {
      const reason = rejectionReason(row);
      return reason === "invalid_json" && problem?.line
        ? t("notJsonAt", { line: problem.line, column: problem.column ?? 1 })
        : t(`reasons.${reason}`);
    }
  }
}
