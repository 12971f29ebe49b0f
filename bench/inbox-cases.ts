import { VIEW_FILTERS, VIEWS } from "#features/leads/views.ts";
import { writeFilter } from "#features/leads/write-filter.ts";

/** A page to measure: the words of the inbox, and the same in SQL as a person would write it for `leads l`. */
export type Case = { group: string; q: string; where: string };

/** Ids: the reader's, and that of the destination every lead goes to. */
export type Known = { readerId: string; destinationId: string };

type Asked = { q: string; where: string };

/** Every page that is measured: the views, each filter alone, any two of them together, and searches. */
export function inboxCases(known: Known): Case[] {
  const filters = representativeFilters(known);
  const pairs = filters.flatMap((one, at) =>
    filters.slice(at + 1).flatMap((other) => (fieldOf(one) === fieldOf(other) ? [] : [both(one, other)])),
  );
  const searches = SEARCHES.map(search);
  const narrowed = searches.flatMap((words, at) =>
    [at, at + 7].flatMap((index) => {
      const filter = filters[index % filters.length];
      return filter ? [both(words, filter)] : [];
    }),
  );
  const inGroup = (group: string, asked: Asked[]) => asked.map((one) => ({ group, ...one }));
  return [
    ...inGroup(
      "built-in views",
      VIEWS.map((view) => viewOf(view, known)),
    ),
    ...inGroup("one filter", filters),
    ...inGroup("two filters", pairs),
    ...inGroup("searches", searches),
    ...inGroup("search and filter", narrowed),
  ];
}

/** Common and rare values of every field that lists are filtered by; the SQL knows the columns that indexes hold. */
function representativeFilters({ readerId, destinationId }: Known): Asked[] {
  return [
    { q: "action:contact", where: "l.action = 'contact'" },
    { q: "action:dnc", where: "l.action = 'dnc'" },
    { q: 'offer:"Contoso Analytics"', where: "l.offer_key = 'Contoso Analytics'" },
    { q: 'offer:"Contoso Tiny Web Server"', where: "l.offer_key = 'Contoso Tiny Web Server'" },
    { q: "publisher:contoso-labs", where: "l.publisher_key = 'contoso-labs'" },
    { q: "country:US", where: "l.country_key = 'US'" },
    { q: "country:DE,AT", where: "l.country_key in ('DE', 'AT')" },
    { q: "country:FJ", where: "l.country_key = 'FJ'" },
    { q: "marketplace:azure_portal", where: "l.marketplace = 'azure_portal'" },
    { q: "status:new", where: "l.status = 'new'" },
    { q: "status:qualified", where: "l.status = 'qualified'" },
    { q: "owner:me", where: `l.owner_id = '${readerId}'` },
    { q: "owner:none", where: "l.owner_id is null" },
    { q: "delivery:failed", where: "l.has_failed_delivery" },
    { q: "delivery:skipped", where: "l.has_skipped_delivery" },
    { q: "delivery:none", where: "not l.is_forwarded" },
    { q: "delivery:delivered", where: hasDelivery("d.state = 'delivered'") },
    { q: "delivery:waiting", where: hasDelivery("d.state in ('queued', 'sending', 'held')") },
    {
      q: `delivery.${destinationId}:failed`,
      where: `l.has_failed_delivery and ${hasDelivery(`d.destination_id = '${destinationId}' and d.state = 'failed' and d.handled_at is null`)}`,
    },
    { q: "received:7d", where: "l.received_at >= now() - interval '7 days'" },
    { q: "received:30d", where: "l.received_at >= now() - interval '30 days'" },
    { q: "tag:vip", where: "l.tags <> '{}' and l.tags @> array['vip']" },
    { q: "due:overdue", where: "coalesce(l.follow_up_on, 'infinity') < current_date and l.status <> 'closed'" },
    { q: "touch:late", where: "l.first_touch_at - l.received_at >= interval '24 hours'" },
    {
      q: "is:unread",
      where: `not exists (select from lead_reads r
        where r.workspace_id = l.workspace_id and r.user_id = '${readerId}' and r.lead_id = l.id)`,
    },
    { q: "is:dnc", where: "l.do_not_contact" },
    { q: "is:incomplete", where: "not l.has_email" },
    { q: "has:phone", where: "l.has_phone" },
    { q: "has:note", where: "l.has_note" },
    { q: "domain:mail.example", where: "l.email_domain = 'mail.example'" },
    { q: "test:only", where: "l.is_test" },
  ];
}

function hasDelivery(condition: string): string {
  return `exists (select from deliveries d where d.workspace_id = l.workspace_id and d.lead_id = l.id and ${condition})`;
}

/** Parts of words that nearly every lead has, many have, some, a few, and none. */
const SEARCHES = ["con", "ing", "ber", "sch", "nya", "zqx", "schwarzenberger", "lagoon pay"];

function search(words: string): Asked {
  return { q: words.includes(" ") ? `"${words}"` : words, where: `l.search_text like '%${words}%'` };
}

function both(one: Asked, other: Asked): Asked {
  return { q: `${one.q} ${other.q}`, where: `${one.where} and ${other.where}` };
}

/** Two values of one field are alternatives and no pair. */
function fieldOf({ q }: Asked): string {
  return q.slice(0, Math.max(0, q.search(/[.:]/)));
}

/** A view is a filter, so its SQL is put together from that of its conditions. */
function viewOf(view: (typeof VIEWS)[number], known: Known): Asked {
  const conditions = VIEW_FILTERS[view].map((condition) => {
    const q = writeFilter([condition]);
    const where = representativeFilters(known).find((asked) => asked.q === q)?.where;
    if (!where) throw new Error(`The view "${view}" asks for ${q}: write its SQL into bench/inbox-cases.ts`);
    return where;
  });
  return { q: writeFilter(VIEW_FILTERS[view]), where: conditions.join(" and ") || "true" };
}
