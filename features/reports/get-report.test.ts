import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { createLead } from "#db/factories.ts";
import { useTestDatabase } from "#db/test-database.ts";
import { countLeads } from "#features/leads/count-leads.ts";
import type { Reader } from "#features/leads/lead-conditions.ts";
import { readFilter } from "#features/leads/parse-filter.ts";
import { addDays, countDays, dayAt } from "#features/reports/calendar-day.ts";
import { countForwarding, type ForwardingCounts, OUTCOMES, type Outcome } from "#features/reports/count-forwarding.ts";
import { getReport, type Report } from "#features/reports/get-report.ts";
import { leadsOf } from "#features/reports/leads-of.ts";
import { listChoices } from "#features/reports/list-choices.ts";
import type { Period } from "#features/reports/period.ts";
import { createReportLeads, type KnownLead, NOW, type Setting } from "#features/reports/report.fixture.ts";
import { leadsHref, type ReportScope, readScope } from "#features/reports/report-scope.ts";

useTestDatabase();

let setting: Setting;
beforeAll(async () => {
  setting = await createReportLeads(240);
});

// Zones of which the clocks change at 2 in the night, at midnight, on another day, by half an hour, and never.
const ZONES = ["Europe/Madrid", "America/Santiago", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
const PERIODS = [
  "7d",
  "30d",
  "90d",
  "2026-03",
  "2025-10",
  "2026-03-29",
  "2026-03-22..2026-04-02",
  "2025-09-01..",
  "24h",
];

const anyReport = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    received: fc.constantFrom(...PERIODS),
    offer: fc.constantFrom(undefined, undefined, "Contoso Analytics", 'Contoso, "Gateway"', "none"),
    country: fc.constantFrom(undefined, undefined, "ES", "Ruritania", "none"),
  })
  .map(({ timeZone, ...params }) => ({ timeZone, scope: readScope(params, dayAt(NOW, timeZone)) }));

const readerIn = (timeZone: string): Reader => ({ ...setting, timeZone });

describe("a report", () => {
  test("says of every zone, period, offer and country what counting by hand says", async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async ({ timeZone, scope }) => {
        const report = await getWhole(readerIn(timeZone), scope);
        expect(shownIn(report)).toEqual(countedByHand(scope, report.timeline.spans, timeZone));
      }),
      { numRuns: 40 },
    );
  });

  test("leads from every figure to a list of exactly as many leads", async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async ({ timeZone, scope }) => {
        const reader = readerIn(timeZone);
        const figures = figuresOf(await getWhole(reader, scope));
        for (const { href, count } of figures) {
          const { filter, problems } = readFilter(Object.fromEntries(new URL(href, "https://b.example").searchParams));
          expect({ href, problems, ...(await countLeads(reader, filter, NOW)) }).toEqual({
            href,
            problems: [],
            count,
            isMore: false,
          });
        }
      }),
      { numRuns: 6 },
    );
  });

  test("has a place for every day of its period, also of those without leads", async () => {
    const { timeline } = await getReport(readerIn("Europe/Madrid"), scopeOf("2025-11"), NOW);
    expect(timeline.grain).toBe("day");
    expect(timeline.spans).toHaveLength(30);
  });

  test("does not claim a median or a share where there are no leads", async () => {
    const { totals, forwarding, groups } = await getWhole(readerIn("UTC"), scopeOf("2025-01"));
    expect(totals.current).toMatchObject({ received: 0, medianTouchSeconds: null });
    expect(forwarding.totals.current).toMatchObject({ settled: 0, atFirstTry: 0 });
    expect(groups).toMatchObject({ perSpan: [], byMarketplace: [], byTouch: [] });
    expect(groups.byOffer).toEqual({ values: [], distinct: 0 });
  });

  test("compares a day that is still running with the day before up to the same time", async () => {
    const scope = readScope({ received: "24h" }, "2026-03-30");
    const today = await getReport(readerIn("Europe/Madrid"), scope, new Date("2026-03-30T09:00:00+02:00"));
    // The day before has 23 hours; its nine o'clock is 24 hours ago all the same.
    const inTheMorning = setting.leads.filter(
      ({ isTest, receivedAt }) =>
        !isTest &&
        receivedAt >= new Date("2026-03-29T00:00:00+01:00") &&
        receivedAt < new Date("2026-03-29T09:00:00+02:00"),
    );
    expect(inTheMorning.length).toBeGreaterThan(0);
    expect(today.totals.before.received).toBe(inTheMorning.length);
  });

  test("can be narrowed down to every offer and country of its period, whatever it is narrowed down to now", async () => {
    const scope = { ...scopeOf("90d"), offer: "Contoso Analytics", country: "ES" };
    const reader = readerIn("Europe/Madrid");
    for (const each of [scope, scopeOf("90d")]) {
      const { offers, countries } = await listChoices(reader, await getReport(reader, each, NOW), NOW);
      expect(offers.toSorted()).toEqual(["Contoso Analytics", 'Contoso, "Gateway"', "none"]);
      expect(countries.toSorted()).toEqual(["ES", "Ruritania", "US", "none"]);
    }
  });

  test("names at most 200 offers and says how many there are", async () => {
    const { workspaceId, userId } = setting;
    const { endpointId } = setting;
    const receivedAt = new Date("2024-05-05T12:00:00Z");
    await Promise.all(
      Array.from({ length: 201 }, (_, index) =>
        createLead(workspaceId, { endpointId, receivedAt, offerTitle: `Offer ${index}` }),
      ),
    );
    const report = await getReport({ workspaceId, userId, timeZone: "UTC" }, scopeOf("2024-05"), NOW);
    expect(report.groups.byOffer.values).toHaveLength(200);
    expect(report.groups.byOffer.distinct).toBe(201);
  });
});

type WholeReport = Report & { forwarding: ForwardingCounts };

async function getWhole(reader: Reader, scope: ReportScope): Promise<WholeReport> {
  return { ...(await getReport(reader, scope, NOW)), forwarding: await countForwarding(reader, scope, NOW) };
}

function scopeOf(received: string): ReportScope {
  return readScope({ received }, dayAt(NOW, "Europe/Madrid"));
}

/** Every figure that the page shows, with the address it leads to. */
function figuresOf({ scope, timeline, totals, groups, forwarding }: WholeReport) {
  const figure = (count: number, narrowing: Parameters<typeof leadsHref>[1][]) => ({
    count,
    href: leadsHref(scope, ...narrowing),
  });
  const perSpan = timeline.spans.map((span, index) => {
    const counts = groups.perSpan.filter((group) => group.span === index);
    return figure(sum(counts), leadsOf.span(span));
  });
  return [
    figure(totals.current.received, leadsOf.received),
    figure(totals.current.touched, leadsOf.touched),
    figure(totals.current.qualified, leadsOf.qualified),
    figure(totals.current.doNotContact, leadsOf.doNotContact),
    figure(forwarding.totals.current.settled, leadsOf.settled),
    ...perSpan,
    ...groups.perSpan.map(({ span, action, count }) =>
      figure(count, leadsOf.span(timeline.spans[span] ?? scope.period, action)),
    ),
    ...groups.byMarketplace.map(({ action, marketplace, count }) =>
      figure(count, leadsOf.marketplace(action, marketplace)),
    ),
    ...groups.byOffer.values.map(({ value, count }) => figure(count, leadsOf.offer(value))),
    ...groups.byCountry.values.map(({ value, count }) => figure(count, leadsOf.country(value))),
    ...groups.byTouch.map(({ value, count }) => figure(count, leadsOf.touch(value))),
    ...forwarding.destinations.flatMap((destination) =>
      OUTCOMES.map((outcome) => figure(destination[outcome], leadsOf.destination(destination.id, outcome))),
    ),
  ];
}

/** The report without its order, to compare it. */
function shownIn({ totals, groups, forwarding }: WholeReport) {
  const byKey = (counts: { count: number }[]) =>
    Object.fromEntries(counts.map(({ count, ...key }) => [Object.values(key).join(" / "), count]));
  return {
    totals,
    forwarding: forwarding.totals,
    perSpan: byKey(groups.perSpan),
    byMarketplace: byKey(groups.byMarketplace),
    byOffer: byKey(groups.byOffer.values),
    byCountry: byKey(groups.byCountry.values),
    byTouch: byKey(groups.byTouch),
    destinations: Object.fromEntries(
      forwarding.destinations.map(({ id, name: _, connector: __, ...outcomes }) => [id, outcomes]),
    ),
  };
}

/** The same, said once more in plain comparisons. */
function countedByHand(scope: ReportScope, spans: Period[], timeZone: string): ReturnType<typeof shownIn> {
  const { period, offer, country } = scope;
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const wallClocks = new Map(setting.leads.map((lead) => [lead, clock.format(lead.receivedAt)]));
  const wallClockOf = (lead: KnownLead) => wallClocks.get(lead) ?? "";
  const dayOf = (lead: KnownLead) => wallClockOf(lead).slice(0, 10);
  const inScope = setting.leads.filter(
    (lead) =>
      !lead.isTest &&
      (!offer || (lead.offerTitle ?? "none") === offer) &&
      (!country || (lead.countryCode ?? lead.country ?? "none") === country),
  );
  const current = inScope.filter((lead) => dayOf(lead) >= period.from && dayOf(lead) <= period.to);
  const length = countDays(period.from, period.to);
  const daysLater = (time: string, days: number) => addDays(time.slice(0, 10), days) + time.slice(10);
  const before = inScope.filter(
    (lead) =>
      dayOf(lead) >= addDays(period.from, -length) &&
      dayOf(lead) < period.from &&
      daysLater(wallClockOf(lead), length) < clock.format(NOW),
  );
  const counted = (keyOf: (lead: KnownLead) => string) =>
    Object.fromEntries([...Map.groupBy(current, keyOf)].map(([key, leads]) => [key, leads.length]));

  return {
    totals: { current: totalsOf(current), before: totalsOf(before) },
    forwarding: { current: forwardingOf(current), before: forwardingOf(before) },
    perSpan: counted((lead) => {
      const span = spans.findIndex(({ from, to }) => dayOf(lead) >= from && dayOf(lead) <= to);
      return `${span} / ${lead.action ?? "none"}`;
    }),
    byMarketplace: counted(({ action, marketplace }) => `${action ?? "none"} / ${marketplace ?? "none"}`),
    byOffer: counted(({ offerTitle }) => offerTitle ?? "none"),
    byCountry: counted((lead) => lead.countryCode ?? lead.country ?? "none"),
    byTouch: counted(touchOf),
    destinations: Object.fromEntries(setting.destinationIds.map((id) => [id, outcomesAt(current, id)])),
  };
}

function totalsOf(leads: KnownLead[]) {
  const waits = leads
    .flatMap(({ firstTouchAt, receivedAt }) =>
      firstTouchAt ? (firstTouchAt.getTime() - receivedAt.getTime()) / 1000 : [],
    )
    .sort((a, b) => a - b);
  const middle = [waits[Math.floor((waits.length - 1) / 2)], waits[Math.ceil((waits.length - 1) / 2)]];
  return {
    received: leads.length,
    touched: waits.length,
    medianTouchSeconds: waits.length > 0 ? ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2 : null,
    qualified: leads.filter(({ status }) => status === "qualified").length,
    doNotContact: leads.filter(({ doNotContact }) => doNotContact).length,
  };
}

function forwardingOf(leads: KnownLead[]) {
  const settled = leads.filter(({ deliveries }) =>
    deliveries.some(({ state }) => ["delivered", "failed"].includes(state)),
  );
  const flagged = leads.filter(({ doNotContact }) => doNotContact);
  return {
    settled: settled.length,
    atFirstTry: settled.filter(({ deliveries }) => !deliveries.some(({ firstTry }) => firstTry === "retry")).length,
    doNotContactTried: flagged.filter(({ deliveries }) => deliveries.some(({ attemptCount }) => attemptCount > 0))
      .length,
    doNotContactDelivered: flagged.filter(({ deliveries }) => deliveries.some(({ state }) => state === "delivered"))
      .length,
  };
}

function outcomesAt(leads: KnownLead[], id: string): Record<Outcome, number> {
  const countWith = (...states: string[]) =>
    leads.filter(({ deliveries }) =>
      deliveries.some(({ destinationId, state }) => destinationId === id && states.includes(state)),
    ).length;
  return {
    delivered: countWith("delivered"),
    waiting: countWith("queued", "sending", "held"),
    failed: countWith("failed"),
    skipped: countWith("skipped", "cancelled", "handled"),
  };
}

function touchOf({ receivedAt, firstTouchAt }: KnownLead): string {
  if (!firstTouchAt) return "none";
  const hours = (firstTouchAt.getTime() - receivedAt.getTime()) / 3_600_000;
  if (hours < 1) return "1h";
  if (hours < 4) return "4h";
  return hours < 24 ? "24h" : "late";
}

function sum(counts: { count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
