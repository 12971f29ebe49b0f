import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Glyph } from "#components/glyph.tsx";
import { Moment } from "#components/moment.tsx";
import { classes } from "#components/ui/classes.ts";
import type { RequestRow } from "#features/endpoints/list-requests.ts";
import { requestResult } from "#features/endpoints/request-result.ts";
import { byteSize } from "./byte-size.ts";
import { rejectionReason, requestLook } from "./request-words.ts";

type Row = RequestRow & { href: string };

/** What came to the endpoint, newest first; a row opens its request. */
export function RequestTable({
  rows,
  openId,
  now,
  timeZone,
}: {
  rows: Row[];
  openId?: string;
  now: Date;
  timeZone: string;
}) {
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
          <th scope="col" className="w-26 whitespace-nowrap px-3 font-medium max-md:hidden">
            {t("lead")}
          </th>
          <th
            scope="col"
            className={classes("w-32 px-3 font-medium", openId ? "hidden min-[1400px]:table-cell" : "max-lg:hidden")}
          >
            {t("from")}
          </th>
          <th scope="col" className="w-20 px-3 text-right font-medium max-md:hidden">
            {t("size")}
          </th>
          <th scope="col" className="w-36 whitespace-nowrap pr-4 text-right font-medium max-md:w-28 md:pr-6">
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
            now={now}
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
  now,
  timeZone,
}: {
  row: Row;
  isOpen: boolean;
  isNarrow: boolean;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("requests");
  const format = useFormatter();
  const { shape, tone, text } = requestLook(row.state);
  const what = useWhatHappened()(row);
  return (
    <tr
      aria-selected={isOpen}
      className={classes(
        "relative h-10 border-line border-b max-md:h-11",
        isOpen ? "bg-selected shadow-[inset_3px_0_0_var(--ink)]" : "hover:bg-hover",
      )}
    >
      <td className="pl-4 md:pl-6">
        <Link
          id={`request-${row.id}`}
          href={row.href}
          scroll={false}
          className={classes(
            "flex items-center gap-2 whitespace-nowrap font-medium after:absolute after:inset-0",
            text,
          )}
        >
          <Glyph shape={shape} tone={tone} />
          {t(row.state === "pending" ? "results.pending" : `results.${requestResult(row.state)}`)}
        </Link>
      </td>
      <td className="truncate px-3" title={what}>
        <bdi>{what}</bdi>
      </td>
      <td className="px-3 tabular-nums max-md:hidden">
        {row.lead ? (
          <Link href={`/leads/${row.lead.number}`} className="link relative z-10 flex min-h-6 w-fit items-center">
            L-{row.lead.number}
          </Link>
        ) : (
          row.state !== "pending" && row.status
        )}
      </td>
      <td
        className={classes(
          "truncate px-3 font-mono text-ink-2 text-xs",
          isNarrow ? "hidden min-[1400px]:table-cell" : "max-lg:hidden",
        )}
      >
        {row.remoteAddress}
      </td>
      <td className="px-3 text-right text-ink-2 tabular-nums max-md:hidden">{byteSize(format, row.bodyBytes)}</td>
      <td className="truncate pr-4 text-right text-ink-2 tabular-nums md:pr-6">
        <Moment date={row.receivedAt} now={now} timeZone={timeZone} seconds />
      </td>
    </tr>
  );
}

/** What a request came to in a few words: a person, or what was wrong. */
function useWhatHappened(): (row: RequestRow) => string {
  const t = useTranslations("requests");
  const missing = useTranslations("missing");
  return ({ state, lead, problem }) => {
    if (state === "pending") return t("pendingText");
    if (state === "repeat") return t("repeatOf", { lead: `L-${lead?.number}` });
    if (state === "lead") {
      if (lead?.isTest) return t("testLead");
      return [lead?.firstName, lead?.lastName].filter(Boolean).join(" ") || lead?.email || missing("name");
    }
    const reason = rejectionReason({ state, problem });
    return reason === "invalid_json" && problem?.line
      ? t("notJsonAt", { line: problem.line, column: problem.column ?? 1 })
      : t(`reasons.${reason}`);
  };
}
