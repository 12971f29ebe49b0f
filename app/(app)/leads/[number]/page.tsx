import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageKeys } from "#components/keys/page-keys.tsx";
import { MarkRead } from "#components/leads/mark-read.tsx";
import { NoteForm } from "#components/leads/note-form.tsx";
import { PhoneBar } from "#components/leads/phone-bar.tsx";
import { Timeline } from "#components/leads/timeline.tsx";
import { LiveLead } from "#components/live/live-lead.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { deliveriesOfLead } from "#features/deliveries/deliveries-of-lead.ts";
import { countLeads } from "#features/leads/count-leads.ts";
import { getLead } from "#features/leads/get-lead.ts";
import { leadName } from "#features/leads/lead-name.ts";
import { leadNeighbours } from "#features/leads/lead-neighbours.ts";
import { mayWorkLead } from "#features/leads/lead-rights.ts";
import { leadTimeline } from "#features/leads/lead-timeline.ts";
import { listOwners } from "#features/leads/list-owners.ts";
import { parseSort, USUAL_SORT } from "#features/leads/list-sort.ts";
import { readFilter, type SearchParams } from "#features/leads/parse-filter.ts";
import { relatedLeads } from "#features/leads/related-leads.ts";
import { inboxHref, leadPageHref } from "#features/leads/views.ts";
import { requireSession } from "#features/people/require-session.ts";
import { LeadBar } from "./_components/lead-bar.tsx";
import { LeadHead } from "./_components/lead-head.tsx";
import { LeadSide } from "./_components/lead-side.tsx";
import { MappedFieldsTab } from "./_components/mapped-fields-tab.tsx";
import { RawTab } from "./_components/raw-tab.tsx";

type Props = { params: Promise<{ number: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const session = await requireSession();
  const lead = await getLead(session, leadNumber((await params).number));
  if (!lead) return { title: (await getTranslations("notFound"))("title") };
  return { title: leadName(lead) ?? `L-${lead.number}` };
}

const TABS = ["activity", "fields", "raw"] as const;

/** One lead with everything known of it. */
export default async function LeadPage({ params, searchParams }: Props) {
  const session = await requireSession();
  const lead = await getLead(session, leadNumber((await params).number));
  if (!lead) notFound();

  const now = new Date();
  const asked = await searchParams;
  const { filter } = readFilter(asked);
  const tab = TABS.find((one) => one === asked.tab) ?? "activity";
  const sort = parseSort(asked.sort) === USUAL_SORT ? undefined : parseSort(asked.sort);
  const mayWork = mayWorkLead(session.role, lead);
  const [t, notes, near, total, owners, deliveries, timeline, related] = await Promise.all([
    getTranslations("leadPage"),
    getTranslations("note"),
    leadNeighbours(session, filter, lead, now, parseSort(asked.sort)),
    countLeads(session, filter, now),
    listOwners(session),
    deliveriesOfLead(session, lead.id),
    leadTimeline(session, lead),
    relatedLeads(session, lead),
  ]);

  return (
    <>
      <LiveLead number={lead.number} renderedAt={now.getTime()} />
      <PageKeys
        open={lead.number}
        isUnread={lead.isUnread}
        newerHref={near.newer ? leadPageHref(near.newer, filter, { sort }) : null}
        olderHref={near.older ? leadPageHref(near.older, filter, { sort }) : null}
        closeHref={inboxHref(filter, { sort })}
      />
      <MarkRead key={lead.number} number={lead.number} isNews={lead.isUnread || lead.hasMention} />
      <LeadBar
        lead={lead}
        deliveries={deliveries}
        session={session}
        filter={filter}
        sort={sort}
        near={near}
        total={total}
      />
      <div className="flex min-h-0 flex-1 max-lg:flex-col">
        <article className="min-w-0 flex-1">
          <LeadHead lead={lead} deliveries={deliveries} owners={owners} session={session} now={now} />
          <TabLinks
            label={t("tabs")}
            className="px-4 md:px-8"
            tabs={TABS.map((one) => ({
              href: leadPageHref(lead.number, filter, { sort, tab: one === "activity" ? undefined : one }),
              label: t(`tab.${one}`),
              active: one === tab,
            }))}
          />
          <div className="px-4 py-5 md:px-8">
            {tab === "activity" && (
              <>
                {mayWork && (
                  <NoteForm
                    key={lead.number}
                    number={lead.number}
                    author={session.name}
                    people={owners}
                    hint={notes("hint")}
                    className="mb-5"
                  />
                )}
                <Timeline lead={lead} entries={timeline} you={session.userId} now={now} timeZone={session.timeZone} />
              </>
            )}
            {tab === "fields" && <MappedFieldsTab session={session} number={lead.number} deliveries={deliveries} />}
            {tab === "raw" && <RawTab session={session} lead={lead} />}
          </div>
        </article>
        <LeadSide lead={lead} deliveries={deliveries} related={related} session={session} now={now} />
      </div>
      <PhoneBar lead={lead} mayWork={mayWork} noteHref={`${leadPageHref(lead.number, filter, { sort })}#note`} />
    </>
  );
}

/** 0, which no lead has, for what is no number. */
function leadNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
