import { Send } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button.tsx";
import { groupFailures } from "#features/deliveries/group-failures.ts";
import { listSolvedFailures } from "#features/deliveries/solved-failures.ts";
import type { Session } from "#features/people/session.ts";
import { type DeliveryView, filterOf } from "./delivery-view.ts";
import { FailureGroups } from "./failure-groups.tsx";
import { NoDeliveries } from "./no-deliveries.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";

const SOLVED_DAYS = 30;

/** What needs a person, by cause, and what was solved lately. */
export async function Failures({
  session,
  view,
  count,
  mayAct,
  now,
  timeZone,
}: {
  session: Session;
  view: DeliveryView;
  /** How many failures there are in all groups. */
  count: number;
  mayAct: boolean;
  now: Date;
  timeZone: string;
}) {
  const filter = filterOf(view);
  const { tab: _, ...narrowing } = filter;
  const since = new Date(now.getTime() - SOLVED_DAYS * 24 * 3600 * 1000);
  const [t, groups, solved] = await Promise.all([
    getTranslations("deliveries.failures"),
    groupFailures(session, narrowing),
    listSolvedFailures(session, since, view.destination),
  ]);

  return (
    <>
      {groups.length === 0 ? (
        <NoDeliveries session={session} view={view} now={now} />
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-sunken px-4 py-2.5 md:px-6">
          <p className="min-w-0 flex-1 basis-64 text-ink-2 text-sm">{t("intro")}</p>
          {mayAct && (
            <ReplayDialog filter={filter} trigger={<Button icon={<Send />}>{t("sendAll", { count })}</Button>} />
          )}
        </div>
      )}
      <FailureGroups
        view={view}
        groups={groups}
        solved={solved}
        solvedDays={SOLVED_DAYS}
        mayAct={mayAct}
        now={now}
        timeZone={timeZone}
      />
    </>
  );
}
