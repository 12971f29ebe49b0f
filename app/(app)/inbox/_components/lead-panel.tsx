import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionIcon } from "#components/action-icon.tsx";
import { Activity } from "#components/leads/activity.tsx";
import { CampaignFacts } from "#components/leads/campaign-facts.tsx";
import { ForwardingList, ForwardingSummary } from "#components/leads/forwarding.tsx";
import { LeadControls, LeadLabels } from "#components/leads/lead-controls.tsx";
import { LeadFacts } from "#components/leads/lead-facts.tsx";
import { LeadNotices } from "#components/leads/lead-notices.tsx";
import { MarkRead } from "#components/leads/mark-read.tsx";
import { NoteForm } from "#components/leads/note-form.tsx";
import { PhoneBar } from "#components/leads/phone-bar.tsx";
import { RelatedParts } from "#components/leads/related-list.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { ActionSentence, LeadQuote } from "#components/leads/what-they-did.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import { mayWorkLead } from "#features/leads/lead-rights.ts";
import type { TimelineEntry } from "#features/leads/lead-timeline.ts";
import type { Owner } from "#features/leads/list-owners.ts";
import type { RelatedLeads } from "#features/leads/related-leads.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type PanelContent = {
  lead: LeadDetail;
  deliveries: LeadDelivery[];
  timeline: TimelineEntry[];
  owners: Owner[];
  related: RelatedLeads;
};

/** A lead beside the list: what it is, what to do about it, what became of it. */
export function LeadPanel({
  content,
  pageHref,
  session,
  now,
}: {
  content: PanelContent;
  /** The lead's own page. */
  pageHref: string;
  session: Session;
  now: Date;
}) {
  const t = useTranslations("lead");
  const { timeZone } = session;
  const words = useLeadWords({ timeZone });
  const { lead, deliveries, timeline, owners, related } = content;
  const mayWork = mayWorkLead(session.role, lead);
  const line = lead.isTest ? words.company(lead) : [lead.title, lead.company].filter(Boolean).join(", ");
  const controls = { lead, owners, mayWork, now, timeZone };

  return (
    <>
      <MarkRead key={lead.number} number={lead.number} isNews={lead.isUnread || lead.hasMention} />
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6 max-md:pb-24">
        <h2 className="line-clamp-3 pt-1 font-semibold text-xl wrap-anywhere">
          <bdi>{words.name(lead)}</bdi>
        </h2>
        {line && (
          <p className="mt-0.5 line-clamp-3 text-ink-2 text-sm wrap-anywhere">
            <bdi>{line}</bdi>
          </p>
        )}
        <div className="mt-4 flex flex-wrap items-center gap-2">
          <LeadControls key={lead.number} {...controls} />
        </div>
        <div className="mt-3 flex flex-wrap items-center gap-1.5 empty:hidden">
          <LeadLabels key={lead.number} {...controls} />
        </div>

        <section className="mt-4 border-line border-t pt-4">
          <div className="flex items-baseline justify-between gap-2 text-ink-3 text-xs">
            <h3>{t("whatTheyDid")}</h3>
            <RelativeTime date={lead.receivedAt} now={now} timeZone={timeZone} />
          </div>
          <div className="mt-1.5 flex gap-2.5">
            <span className="mt-0.75">
              <ActionIcon action={lead.action} />
            </span>
            <div className="min-w-0 flex-1 text-sm wrap-anywhere">
              <p>
                <ActionSentence lead={lead} />
              </p>
              {lead.message && (
                <blockquote className="mt-2 border-line-strong border-s-2 ps-3 text-ink-2">
                  <LeadQuote message={lead.message} />
                </blockquote>
              )}
            </div>
          </div>
          <div className="mt-3 empty:hidden">
            <LeadNotices lead={lead} timeZone={timeZone} />
          </div>
        </section>

        {!lead.erasedAt && (
          <section aria-label={t("contact")} className="mt-4 border-line border-t pt-3">
            <LeadFacts lead={lead} mayNote={mayWork} now={now} />
          </section>
        )}
        {Object.keys(lead.campaign).length > 0 && (
          <Part title={t("campaign")}>
            <CampaignFacts campaign={lead.campaign} />
          </Part>
        )}

        <Part title={t("forwarding")} aside={<ForwardingSummary deliveries={deliveries} />}>
          <ForwardingList
            dense
            deliveries={deliveries}
            mayAct={mayChangeForwarding(session) && !lead.erasedAt}
            now={now}
            timeZone={timeZone}
          />
        </Part>
        <RelatedParts
          related={related}
          now={now}
          timeZone={timeZone}
          frame={(title, list) => <Part title={title}>{list}</Part>}
        />
        <Part title={t("activity")}>
          <Activity lead={lead} entries={timeline} you={session.userId} now={now} timeZone={timeZone} />
        </Part>
      </div>
      {mayWork && (
        <div className="shrink-0 border-line border-t p-3 max-md:hidden">
          <NoteForm key={lead.number} number={lead.number} author={session.name} people={owners} />
        </div>
      )}
      <PhoneBar lead={lead} mayWork={mayWork} noteHref={`${pageHref}#note`} />
    </>
  );
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-3 border-line border-t pt-4">
      <div className="mb-1 flex min-h-5 items-center justify-between gap-2">
        <h3 className="text-ink-3 text-xs">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
