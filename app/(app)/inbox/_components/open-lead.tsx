import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import { useCount } from "#components/leads/use-count.ts";
import { useMenuLead } from "#components/leads/use-menu-lead.ts";
import { NothingHere } from "#components/nothing-here.tsx";
import { deliveriesOfLead, type LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { Count } from "#features/leads/count-leads.ts";
import { getLead, type LeadDetail } from "#features/leads/get-lead.ts";
import { leadNeighbours } from "#features/leads/lead-neighbours.ts";
import { leadTimeline } from "#features/leads/lead-timeline.ts";
import type { LeadPage } from "#features/leads/list-leads.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import { relatedLeads } from "#features/leads/related-leads.ts";
import { leadPageHref } from "#features/leads/views.ts";
import type { Session } from "#features/people/session.ts";
import { type InboxView, lookOf, panelHref } from "./inbox-view.ts";
import { LeadPanel } from "./lead-panel.tsx";
import { ListKeys } from "./list-keys.tsx";
import { PanelBar } from "./panel-bar.tsx";

/** The lead that the address names, beside the list; over it where the screen is narrow. */
export async function OpenLead({
  view,
  number,
  page,
  total,
  session,
  now,
}: {
  view: InboxView;
  number: number;
  page: LeadPage;
  total: Count;
  session: Session;
  now: Date;
}) {
  const [t, lead] = await Promise.all([getTranslations("lead"), getLead(session, number)]);
  const closeHref = panelHref(view);
  if (!lead) {
    return (
      <aside aria-label={t("panel")} className={PANEL}>
        <ListKeys closeHref={closeHref} />
        <NothingHere />
      </aside>
    );
  }

  const [deliveries, timeline, owners, related, near] = await Promise.all([
    deliveriesOfLead(session, lead.id),
    leadTimeline(session, lead),
    listOwners(session),
    relatedLeads(session, lead),
    leadNeighbours(session, view.filter, lead, now, view.sort),
  ]);
  const hrefs = {
    newerHref: near.newer ? stepHref(near.newer, "before") : null,
    olderHref: near.older ? stepHref(near.older, "after") : null,
    pageHref: leadPageHref(number, view.filter, { sort: lookOf(view).sort }),
    closeHref,
  };
  return (
    <aside aria-label={t("panel")} data-open-lead={number} className={PANEL}>
      <ListKeys open={number} isUnread={lead.isUnread} {...hrefs} />
      <OpenBar
        lead={lead}
        deliveries={deliveries}
        session={session}
        position={near.position && <Position at={near.position} total={total} />}
        {...hrefs}
      />
      <LeadPanel
        content={{ lead, deliveries, timeline, owners, related }}
        pageHref={hrefs.pageHref}
        session={session}
        now={now}
      />
    </aside>
  );

  /** Turns the page of the list where the next lead is on another one. */
  function stepHref(to: number, side: "before" | "after"): string {
    const isOnPage = page.rows.some((row) => row.number === to);
    return panelHref(isOnPage ? view : { ...view, before: undefined, after: undefined, [side]: number }, to);
  }
}

/** The menu's few facts go to the browser, not the lead. */
function OpenBar({
  lead,
  deliveries,
  session,
  ...rest
}: { lead: LeadDetail; deliveries: LeadDelivery[]; session: Session } & Omit<
  ComponentProps<typeof PanelBar>,
  "lead" | "role"
>) {
  const menuLead = useMenuLead({ timeZone: session.timeZone });
  return <PanelBar lead={menuLead(lead, deliveries)} role={session.role} {...rest} />;
}

function Position({ at, total }: { at: Count; total: Count }) {
  const t = useTranslations("lead");
  const count = useCount();
  return t("position", { position: count(at), total: count(total) });
}

const PANEL =
  "flex flex-col bg-surface max-lg:fixed max-lg:inset-0 max-lg:z-30 max-md:z-32 max-lg:md:left-14 lg:w-102 lg:shrink-0 lg:border-line lg:border-l";
