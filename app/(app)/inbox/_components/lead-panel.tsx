import { useTranslations } from "next-intl";
import { ActionIcon } from "#components/action-icon.tsx";
import { Activity } from "#components/leads/activity.tsx";
import { ForwardingList, ForwardingSummary } from "#components/leads/forwarding.tsx";
import { OwnerMenu, ReplyButton, StatusMenu } from "#components/leads/lead-controls.tsx";
import { LeadFacts } from "#components/leads/lead-facts.tsx";
import { DoNotContact, LeadNotices } from "#components/leads/lead-notices.tsx";
import { MarkRead } from "#components/leads/mark-read.tsx";
import { NoteForm } from "#components/leads/note-form.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { ActionSentence, LeadQuote } from "#components/leads/what-they-did.tsx";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import { mailtoHref, telHref } from "#features/leads/contact-links.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";
import type { TimelineEntry } from "#features/leads/lead-timeline.ts";
import type { Owner } from "#features/leads/list-owners.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

export type PanelContent = {
  lead: LeadDetail;
  deliveries: LeadDelivery[];
  timeline: TimelineEntry[];
  owners: Owner[];
};

/** A lead beside the list: what it is, what to do about it, what became of it. */
export function LeadPanel({ content, session, now }: { content: PanelContent; session: Session; now: Date }) {
  const t = useTranslations("lead");
  const words = useLeadWords();
  const { lead, deliveries, timeline, owners } = content;
  const { timeZone } = session;
  const isWorker = mayWorkLeads(session.role);
  const line = lead.isTest ? words.company(lead) : [lead.title, lead.company].filter(Boolean).join(", ");

  return (
    <>
      <MarkRead key={lead.number} number={lead.number} isUnread={lead.isUnread} />
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-6">
        <h2 className="line-clamp-3 pt-1 font-semibold text-xl wrap-anywhere">
          <bdi>{words.name(lead)}</bdi>
        </h2>
        {line && (
          <p className="mt-0.5 line-clamp-3 text-ink-2 text-sm wrap-anywhere">
            <bdi>{line}</bdi>
          </p>
        )}
        <div className="mt-4 flex flex-wrap items-center gap-2">
          {lead.doNotContact ? (
            <DoNotContact />
          ) : (
            <ReplyButton mailto={mailtoHref(lead.email, lead.offerTitle)} tel={telHref(lead.phone)} />
          )}
          <StatusMenu number={lead.number} status={lead.status} mayChange={isWorker} />
          <OwnerMenu number={lead.number} owner={ownerOf(lead)} people={owners} mayChange={isWorker} />
        </div>

        <section className="mt-5 border-line border-t pt-4">
          <h3 className="text-ink-3 text-xs">{t("whatTheyDid")}</h3>
          <div className="mt-1.5 flex gap-2.5">
            <span className="mt-0.75">
              <ActionIcon action={lead.action} />
            </span>
            <div className="min-w-0 flex-1 text-sm wrap-anywhere">
              <p>
                <ActionSentence lead={lead} />
              </p>
              {lead.message && (
                <blockquote className="mt-2 border-line-strong border-l-2 pl-3 text-ink-2">
                  <LeadQuote message={lead.message} />
                </blockquote>
              )}
            </div>
          </div>
          <div className="mt-3 empty:hidden">
            <LeadNotices lead={lead} timeZone={timeZone} />
          </div>
        </section>

        <section aria-label={t("contact")} className="mt-4 border-line border-t pt-3">
          <LeadFacts lead={lead} now={now} />
        </section>

        <section className="mt-3 border-line border-t pt-4">
          <div className="flex min-h-5 items-center justify-between gap-2">
            <h3 className="text-ink-3 text-xs">{t("forwarding")}</h3>
            <ForwardingSummary deliveries={deliveries} />
          </div>
          <ForwardingList
            dense
            deliveries={deliveries}
            mayAct={mayChangeForwarding(session)}
            now={now}
            timeZone={timeZone}
          />
        </section>

        <section className="mt-3 border-line border-t pt-4">
          <h3 className="mb-2 text-ink-3 text-xs">{t("activity")}</h3>
          <Activity lead={lead} entries={timeline} you={session.userId} now={now} timeZone={timeZone} />
        </section>
      </div>
      {isWorker && (
        <div className="shrink-0 border-line border-t p-3">
          <NoteForm key={lead.number} number={lead.number} author={session.name} />
        </div>
      )}
    </>
  );
}

function ownerOf({ ownerId, ownerName }: LeadDetail): Owner | null {
  return ownerId && ownerName ? { id: ownerId, name: ownerName } : null;
}
