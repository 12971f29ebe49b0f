import { getLocale } from "next-intl/server";
import { requireSession } from "#features/people/require-session.ts";
import { dayAt } from "#features/reports/calendar-day.ts";
import { countForwarding } from "#features/reports/count-forwarding.ts";
import { getReport } from "#features/reports/get-report.ts";
import { recordReportExport } from "#features/reports/record-report-export.ts";
import { readScope } from "#features/reports/report-scope.ts";
import { reportFile } from "./report-file.ts";

export const dynamic = "force-dynamic";

/** The figures that the page shows for the same address, as a CSV file. */
export async function GET(request: Request): Promise<Response> {
  const session = await requireSession();
  const now = new Date();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const scope = readScope(params, dayAt(now, session.timeZone));
  const [report, forwarding] = await Promise.all([
    getReport(session, scope, now),
    countForwarding(session, scope, now),
  ]);
  await recordReportExport(session, scope);
  return new Response(await reportFile(report, forwarding, await getLocale()), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="buzon-report-${scope.period.from}-${scope.period.to}.csv"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
