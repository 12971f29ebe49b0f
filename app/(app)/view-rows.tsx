import { getFormatter, getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import type { ViewRow } from "#components/shell/view-row.ts";
import { type Count, countViews } from "#features/leads/count-leads.ts";
import { textHref, VIEWS, type View, viewHref } from "#features/leads/views.ts";
import type { Session } from "#features/people/session.ts";
import { countView } from "#features/views/count-view.ts";
import { savedViewPlace } from "#features/views/current-view.ts";
import { listViews } from "#features/views/list-views.ts";
import { mayShareViews } from "#features/views/view-rights.ts";

/** The built-in views and then the saved ones, each with a count that comes when the rest is there. */
export async function viewRows(session: Session): Promise<ViewRow[]> {
  const [t, saved] = await Promise.all([getTranslations("shell.view"), listViews(session)]);
  const own = saved.filter(({ isOwn }) => isOwn);
  return [
    ...VIEWS.map((view) => ({
      key: view,
      href: viewHref(view),
      label: t(view),
      count: (
        <Suspense>
          <BuiltInCount session={session} view={view} />
        </Suspense>
      ),
    })),
    ...saved.map((view) => ({
      key: view.id,
      href: textHref(view.filter, savedViewPlace(view)),
      label: view.name,
      count: (
        <Suspense>
          <SavedCount session={session} filter={view.filter} />
        </Suspense>
      ),
      saved: {
        id: view.id,
        isShared: view.isShared,
        sharedBy: view.isOwn ? null : view.ownerName,
        may: {
          change: view.mayChange,
          share: view.mayChange && mayShareViews(session),
          moveUp: view.isOwn && view.mayChange && own[0] !== view,
          moveDown: view.isOwn && view.mayChange && own.at(-1) !== view,
        },
      },
    })),
  ];
}

const countBuiltIn = cache((session: Session) => countViews(session));

async function BuiltInCount({ session, view }: { session: Session; view: View }) {
  const { views } = await countBuiltIn(session);
  const counted = views.find((one) => one.view === view);
  return counted && countText(counted.total);
}

async function SavedCount({ session, filter }: { session: Session; filter: string }) {
  return countText(await countView(session, filter));
}

async function countText({ count, isMore }: Count): Promise<string> {
  const [t, format] = await Promise.all([getTranslations("shell"), getFormatter()]);
  return isMore ? t("moreThan", { count }) : format.number(count);
}
