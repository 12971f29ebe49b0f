import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CampaignFacts } from "#components/leads/campaign-facts.tsx";
import { ForwardingList, ForwardingSummary } from "#components/leads/forwarding.tsx";
import { Fact, LeadFacts } from "#components/leads/lead-facts.tsx";
import { RelatedParts } from "#components/leads/related-list.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import { mayWorkLead } from "#features/leads/lead-rights.ts";
import type { RelatedLeads } from "#features/leads/related-leads.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

/** The facts beside the story: contact, origin, forwarding, and who else wrote from there. */
export function LeadSide({
  lead,
  deliveries,
  related,
  session,
  now,
}: {
  lead: LeadDetail;
  deliveries: LeadDelivery[];
  related: RelatedLeads;
  session: Session;
  now: Date;
}) {
  const t = useTranslations("lead");
  const page = useTranslations("leadPage");
  const words = useLeadWords();
  const { timeZone } = session;
  const all = [words.name(lead), lead.email, lead.phone, lead.company, lead.title, words.country(lead)];
  return (
    <aside className="shrink-0 border-line px-4 py-5 max-lg:border-t max-md:pb-24 md:px-6 lg:w-93 lg:border-l">
      {!lead.erasedAt && (
        <Part
          title={t("contact")}
          className="max-md:hidden"
          aside={
            <CopyButton value={all.filter(Boolean).join("\n")} label={t("copyAll")} variant="ghost" className="-mr-3" />
          }
        >
          <LeadFacts lead={lead} mayNote={mayWorkLead(session.role, lead)} now={now} full />
        </Part>
      )}
      <Part title={page("origin")}>
        <dl>
          <Fact label={page("offer")}>{lead.offerTitle && <bdi>{lead.offerTitle}</bdi>}</Fact>
          <Fact label={page("marketplace")}>
            <bdi>{words.marketplace(lead)}</bdi>
          </Fact>
          {lead.offerId && (
            <Fact label={page("offerId")}>
              <bdi>{[lead.publisher, lead.offerId].filter(Boolean).join(".")}</bdi>
            </Fact>
          )}
          <Fact label={page("endpoint")}>{lead.endpointName}</Fact>
        </dl>
      </Part>
      {Object.keys(lead.campaign).length > 0 && (
        <Part title={t("campaign")}>
          <CampaignFacts campaign={lead.campaign} />
        </Part>
      )}
      <Part title={t("forwarding")} className="max-md:hidden" aside={<ForwardingSummary deliveries={deliveries} />}>
        <ForwardingList
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
    </aside>
  );
}

function Part({
  title,
  aside,
  className = "",
  children,
}: {
  title: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={`border-line border-b py-4 first:pt-0 last:border-0 ${className}`}>
      <div className="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h2 className="font-semibold text-sm">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
