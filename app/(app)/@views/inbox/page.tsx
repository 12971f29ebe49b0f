import { getTranslations } from "next-intl/server";
import { ViewLinks } from "#components/shell/view-links.tsx";
import { requireSession } from "#features/people/require-session.ts";
import { viewRows } from "../../view-rows.tsx";

/**
 * The views in the navigation. A page beside the page, because a layout is asked for once: so a view that a colleague
 * shares is there with the next list.
 */
export default async function InboxViews() {
  const session = await requireSession();
  const [t, rows] = await Promise.all([getTranslations("shell"), viewRows(session)]);
  return <ViewLinks label={t("views")} rows={rows} />;
}
