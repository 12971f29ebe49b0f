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
import { leadReads } from "#db/schema.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import type { LeadFilter } from "#features/leads/lead-filter.ts";
import { FORWARDING, LEAD_STATUSES } from "#features/leads/lead-words.ts";
import { foldText } from "#lib/fold.ts";

// A workspace full of leads for tests of what the inbox finds, and another beside it that must never show.

export const NOW = new Date("2026-03-10T12:00:00Z");

const FIRST_NAMES = ["Łucja", "José", "Zoë", "100%", "under_score", "Ólafur", "back\\slash", null];
const COMPANIES = ["Straße & Söhne", "Fabrikam", "Ağaç A.Ş.", null];
const OFFERS = ["Contoso Analytics", "Contoso Data, Gateway", null];
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
    const { ageMinutes, states, isUnread, place, ...facts } = kind;
    const lead = await createLead(workspaceId, {
      ...facts,
      ...place,
      endpointId: endpoint.id,
      lastName: null,
      doNotContact: facts.action === "dnc",
      email: `person.${index}@example.com`,
      searchText: foldText([facts.firstName, facts.company, `person.${index}@example.com`, facts.offerTitle].join(" ")),
      receivedAt: new Date(NOW.getTime() - ageMinutes * 60_000),
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

/** What the filter means, said once more in plain comparisons; newest first as the list shows it. */
export function expectedLeads({ reader, leads }: Setting, filter: LeadFilter): KnownLead[] {
  const words = foldText(filter.q).split(/\s+/).filter(Boolean);
  const number = Number(/^(?:L-?)?(\d+)$/i.exec(filter.q)?.[1]);
  const isIn = (choices: readonly string[], ...values: (string | null)[]) =>
    choices.length === 0 || values.some((value) => choices.includes(value ?? "none"));
  return leads
    .filter(
      (lead) =>
        (words.every((word) => lead.searchText.includes(word)) || lead.number === number) &&
        isIn(filter.action, lead.action) &&
        isIn(filter.marketplace, lead.marketplace) &&
        isIn(filter.offer, lead.offerTitle) &&
        isIn(filter.country, lead.countryCode ?? lead.country) &&
        isIn(filter.status, lead.status) &&
        isIn(filter.owner, lead.ownerId, lead.ownerId === reader.userId ? "me" : lead.ownerId) &&
        isIn(filter.delivery, ...(lead.states.length > 0 ? lead.states.map(forwarding) : [null])) &&
        wasReceived(lead.receivedAt, filter.received) &&
        (filter.test === "shown" || lead.isTest === (filter.test === "only")) &&
        (!filter.unread || lead.isUnread),
    )
    .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? 1 : -1));
}

export function filtersFor({ reader, colleagueId }: Setting): fc.Arbitrary<LeadFilter> {
  // Mostly nothing, so that several fields together still leave leads over.
  const some = <Value>(...values: Value[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant<Value[]>([]) }, fc.subarray(values, { maxLength: 3 }));
  return fc.record({
    q: fc.constantFrom(
      "",
      "",
      "",
      "lucja",
      "JOSÉ",
      "strasse",
      "agac a.s.",
      "%",
      "_",
      "\\",
      "contoso gateway",
      "L-7",
      "12",
    ),
    action: some("contact" as const, "install" as const, "dnc" as const, "other" as const, "none" as const),
    marketplace: some("appsource" as const, "other" as const, "none" as const),
    offer: some("Contoso Analytics", "Contoso Data, Gateway", "none"),
    country: some("ES", "Ruritania", "none"),
    status: some(...LEAD_STATUSES),
    owner: some("me" as const, "none" as const, reader.userId, colleagueId),
    delivery: some(...FORWARDING),
    received: fc.constantFrom(null, null, "24h", "7d", "30d", "2026-03-01..2026-03-05", "..2026-02-28", "2026-03-09.."),
    test: fc.constantFrom("hidden" as const, "shown" as const, "only" as const),
    unread: fc.boolean(),
  });
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
    // Few different minutes in the newest days, so that many leads share one.
    ageMinutes: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 60 * 24 * 60 })),
    states: fc.array(fc.constantFrom(...STATES), { maxLength: 2 }),
  });
}

function forwarding(state: string): string {
  if (state === "queued" || state === "sending" || state === "held") return "waiting";
  return state === "cancelled" || state === "handled" ? "skipped" : state;
}

function wasReceived(at: Date, received: string | null): boolean {
  if (!received) return true;
  const hours = { "24h": 24, "7d": 168, "30d": 720, "90d": 2160 }[received];
  if (hours) return at.getTime() >= NOW.getTime() - hours * 3_600_000;
  const [from, to] = received.split("..");
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Madrid", dateStyle: "short" }).format(at);
  return (!from || day >= from) && (!to || day <= to);
}
