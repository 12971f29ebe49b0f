import fc from "fast-check";
import { v7 } from "uuid";
import { db } from "#db/client.ts";
import {
  createDelivery,
  createDestination,
  createEndpoint,
  createLead,
  createUser,
  createWorkspace,
} from "#db/factories.ts";
import { leadReads, NOTHING_LAST } from "#db/schema.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import type { Condition, FilterField, LeadFilter } from "#features/leads/lead-filter.ts";
import { FORWARDING, LEAD_STATUSES } from "#features/leads/lead-words.ts";
import type { Sort } from "#features/leads/list-sort.ts";
import { foldText } from "#lib/fold.ts";

// A workspace full of leads for tests of what the inbox finds, and another beside it that must never show.

export const NOW = new Date("2026-03-10T12:00:00Z");

const FIRST_NAMES = ["Łucja", "José", "Zoë", "100%", "under_score", "Ólafur", "back\\slash", null];
const COMPANIES = ["Straße & Söhne", "Fabrikam", "Ağaç A.Ş.", null];
/** Two that differ only where indexes no longer look. */
const LONG_OFFERS = ["A", "B"].map((end) => `${"Contoso Suite ".repeat(9)}${end}`);
const OFFERS = ["Contoso Analytics", "Contoso Data, Gateway", null, ...LONG_OFFERS];
const ACTIONS = ["contact", "install", "dnc", "other", null];
const MARKETS = ["appsource", "azure_portal", "other", null];
const COUNTRIES = [
  { country: "ES", countryCode: "ES" },
  { country: "USA", countryCode: "US" },
  { country: "Ruritania", countryCode: null },
  { country: null, countryCode: null },
];
const STATES = ["delivered", "queued", "sending", "held", "failed", "handled", "skipped", "cancelled"] as const;

export type KnownLead = Awaited<ReturnType<typeof createLead>> & { states: string[]; isUnread: boolean };
export type Setting = { reader: Reader; colleagueId: string; leads: KnownLead[] };

export async function createManyLeads(count: number): Promise<Setting> {
  const { id: workspaceId } = await createWorkspace();
  const [me, colleague, endpoint] = [
    await createUser(workspaceId),
    await createUser(workspaceId),
    await createEndpoint(workspaceId),
  ];
  const destinations = [await createDestination(workspaceId), await createDestination(workspaceId)];
  const foreign = await createWorkspace();
  await createLead(foreign.id, { searchText: "lucja jose fabrikam contoso", receivedAt: NOW });

  const leads: KnownLead[] = [];
  for (const [index, kind] of fc.sample(anyKind(me.id, colleague.id), { numRuns: count, seed: 42 }).entries()) {
    const { ageMinutes, touchMinutes, states, isUnread, place, hasEmail, ...facts } = kind;
    const receivedAt = new Date(NOW.getTime() - ageMinutes * 60_000);
    const email = hasEmail ? `person.${index}@example.com` : null;
    const lead = await createLead(workspaceId, {
      ...facts,
      ...place,
      endpointId: endpoint.id,
      lastName: null,
      doNotContact: facts.action === "dnc",
      email,
      searchText: foldText([facts.firstName, facts.company, email, facts.offerTitle].join(" ")),
      sortName: facts.firstName ? foldText(facts.firstName) : NOTHING_LAST,
      sortCompany: facts.company ? foldText(facts.company) : NOTHING_LAST,
      receivedAt,
      firstTouchAt: touchMinutes === null ? null : new Date(receivedAt.getTime() + touchMinutes * 60_000),
    });
    for (const [at, state] of states.entries()) {
      await createDelivery(workspaceId, {
        leadId: lead.id,
        destinationId: destinations[at]?.id,
        ...(state === "handled" ? { state: "failed", handledAt: NOW } : { state }),
      });
    }
    if (!isUnread) await db.insert(leadReads).values({ workspaceId, userId: me.id, leadId: lead.id });
    leads.push({ ...lead, states, isUnread });
  }
  const colleaguesRead = leads.slice(0, 5).map(({ id }) => ({ workspaceId, userId: colleague.id, leadId: id }));
  await db.insert(leadReads).values(colleaguesRead);
  return { reader: { workspaceId, userId: me.id, timeZone: "Europe/Madrid" }, colleagueId: colleague.id, leads };
}

/** The same in another order, by the plain values of the leads. */
export function inOrder(leads: KnownLead[], sort: Sort): KnownLead[] {
  const keys: Record<string, (lead: KnownLead) => string> = {
    received: ({ receivedAt }) => receivedAt.toISOString(),
    name: ({ sortName }) => sortName,
    company: ({ sortCompany }) => sortCompany,
    due: ({ followUpOn }) => followUpOn ?? "9999",
  };
  const key = keys[sort.replace("-", "")];
  if (!key) throw new Error(`No lead here is ordered by ${sort}`);
  const rising = leads.toSorted((a, b) => compare(key(a), key(b)) || compare(a.id, b.id));
  return sort.startsWith("-") ? rising.reverse() : rising;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** What the filter means, said once more in plain comparisons; newest first as the list shows it. */
export function expectedLeads({ reader, leads }: Setting, filter: LeadFilter): KnownLead[] {
  return leads
    .filter(
      (lead) =>
        (!lead.isTest || filter.some(({ field }) => field === "test")) &&
        filter.every(({ field, values, isNot }) =>
          values.some((value) => isMeant(lead, field, value, reader)) ? !isNot : isNot,
        ),
    )
    .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? 1 : -1));
}

function isMeant(lead: KnownLead, field: FilterField, value: string, reader: Reader): boolean {
  switch (field) {
    case "text":
      return lead.searchText.includes(foldText(value)) || lead.number === Number(/^(?:L-?)?(\d+)$/i.exec(value)?.[1]);
    case "action":
      return (lead.action ?? "none") === value;
    case "marketplace":
      return (lead.marketplace ?? "none") === value;
    case "offer":
      return (lead.offerTitle ?? "none") === value;
    case "country":
      return (lead.countryCode ?? lead.country ?? "none") === value;
    case "status":
      return lead.status === value;
    case "owner":
      return (lead.ownerId ?? "none") === (value === "me" ? reader.userId : value);
    case "is":
      return { dnc: lead.doNotContact, incomplete: lead.email === null, unread: lead.isUnread }[value] ?? false;
    case "test":
      return value === "shown" || lead.isTest === (value === "only");
    case "delivery":
      return (lead.states.length > 0 ? lead.states : ["none"]).some((state) => forwarding(state).includes(value));
    case "received":
      return wasReceived(lead.receivedAt, value);
    case "due":
      return isDue(lead, value);
    case "touch":
      return touched(lead) === value;
    case "tag":
      return value === "none" ? lead.tags.length === 0 : lead.tags.includes(value);
    default:
      throw new Error(`No lead here differs in ${field}`);
  }
}

export function filtersFor({ reader, colleagueId }: Setting): fc.Arbitrary<LeadFilter> {
  const condition = (field: FilterField, ...values: string[]) =>
    fc.record({
      field: fc.constant(field),
      values: fc.subarray(values, { minLength: 1, maxLength: 3 }),
      isNot: fc.constantFrom(undefined, undefined, undefined, true as const),
    });
  const words = ["lucja", "JOSÉ", "strasse", "agac a.s.", "%", "_", "\\", "contoso", "gateway", "L-7", "12"];
  const conditions = fc.oneof(
    condition("text", ...words).map((one) => ({ ...one, values: one.values.slice(0, 1) })),
    condition("action", "contact", "install", "dnc", "other", "none"),
    condition("marketplace", "appsource", "other", "none"),
    condition("offer", "Contoso Analytics", "Contoso Data, Gateway", "none", ...LONG_OFFERS.slice(1)),
    condition("country", "ES", "Ruritania", "none"),
    condition("status", ...LEAD_STATUSES),
    condition("owner", "me", "none", reader.userId, colleagueId),
    condition("delivery", ...FORWARDING),
    condition("received", "24h", "7d", "30d", "2026-03-01..2026-03-05", "..2026-02-28", "2026-03-09.."),
    condition("test", "hidden", "shown", "only"),
    condition("is", "dnc", "incomplete", "unread"),
    condition("due", "overdue", "today", "7d", "none", "2026-03-08..2026-03-09"),
    condition("touch", "1h", "4h", "24h", "late", "none"),
    condition("tag", "vip", "Q1, 2026", "none"),
  );
  // Mostly few, so that several together still leave leads over.
  return fc.array(conditions, { maxLength: 3 }).map((all) => all.map(withoutUndefined));
}

function withoutUndefined({ isNot, ...condition }: Condition | (Omit<Condition, "isNot"> & { isNot: undefined })) {
  return isNot ? { ...condition, isNot } : condition;
}

function anyKind(me: string, colleague: string) {
  return fc.record({
    id: fc.constant(null).map(() => v7()),
    firstName: fc.constantFrom(...FIRST_NAMES),
    company: fc.constantFrom(...COMPANIES),
    offerTitle: fc.constantFrom(...OFFERS),
    action: fc.constantFrom(...ACTIONS),
    marketplace: fc.constantFrom(...MARKETS),
    place: fc.constantFrom(...COUNTRIES),
    status: fc.constantFrom(...LEAD_STATUSES),
    ownerId: fc.constantFrom(null, me, colleague),
    isTest: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
    isUnread: fc.boolean(),
    hasEmail: fc.integer({ min: 0, max: 5 }).map((die) => die > 0),
    tags: fc.subarray(["vip", "Q1, 2026"]),
    followUpOn: fc.constantFrom(null, null, "2026-03-08", "2026-03-10", "2026-03-16", "2026-03-17"),
    touchMinutes: fc.constantFrom(null, 0, 59, 60, 239, 240, 1439, 1440, 5000),
    // Few different minutes in the newest days, so that many leads share one.
    ageMinutes: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 60 * 24 * 60 })),
    states: fc.array(fc.constantFrom(...STATES), { maxLength: 2 }),
  });
}

function forwarding(state: string): string[] {
  if (state === "held") return ["waiting", "held"];
  if (state === "queued" || state === "sending") return ["waiting"];
  return [state === "cancelled" || state === "handled" ? "skipped" : state];
}

function isDue({ followUpOn, status }: KnownLead, value: string): boolean {
  if (value === "none" || followUpOn === null) return value === "none" && followUpOn === null;
  if (value === "overdue") return followUpOn < "2026-03-10" && status !== "closed";
  if (value === "today") return followUpOn === "2026-03-10";
  const [from = "", to = ""] = value === "7d" ? ["2026-03-10", "2026-03-16"] : value.split("..");
  return from <= followUpOn && followUpOn <= to;
}

function touched({ firstTouchAt, receivedAt }: KnownLead): string {
  if (!firstTouchAt) return "none";
  const hours = (firstTouchAt.getTime() - receivedAt.getTime()) / 3_600_000;
  return hours < 1 ? "1h" : hours < 4 ? "4h" : hours < 24 ? "24h" : "late";
}

function wasReceived(at: Date, received: string): boolean {
  const hours = { "24h": 24, "7d": 168, "30d": 720, "90d": 2160 }[received];
  if (hours) return at.getTime() >= NOW.getTime() - hours * 3_600_000;
  const [from, to] = received.split("..");
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Madrid", dateStyle: "short" }).format(at);
  return (!from || day >= from) && (!to || day <= to);
}
