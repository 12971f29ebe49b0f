import type { MenuLead } from "#components/leads/lead-menu.tsx";
import { useLeadWords } from "#components/leads/use-lead-words.ts";
import { useReach } from "#components/leads/use-reach.ts";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";

/** What the menu of a lead has to know, with no more of the lead than that. */
export function useMenuLead({
  timeZone,
}: {
  timeZone: string;
}): (lead: LeadDetail, deliveries: LeadDelivery[]) => MenuLead {
  const words = useLeadWords({ timeZone });
  const reachOf = useReach();
  return (lead, deliveries) => ({
    number: lead.number,
    name: words.name(lead),
    isUnread: lead.isUnread,
    isTest: lead.isTest,
    isErased: lead.erasedAt !== null,
    doNotContact: lead.doNotContact ? saidBy(lead) : null,
    mailto: reachOf(lead).mailto,
    records: deliveries
      .filter(({ externalUrl }) => externalUrl)
      .map(({ id, destinationName, externalUrl }) => ({ id, destinationName, externalUrl })),
  });
}

/** Microsoft says it by the action; anything else a person of the team has said. */
export function saidBy({ action }: Pick<LeadDetail, "action">): "microsoft" | "team" {
  return action === "dnc" ? "microsoft" : "team";
}
