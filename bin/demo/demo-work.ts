import { type Dice, diceFor } from "#bin/demo/dice.ts";
import { NOTES } from "#bin/demo/messages.ts";
import { CLOSE_REASONS, type CloseReason, type LeadStatus } from "#features/leads/lead-words.ts";

/** What people have done with an invented lead. */
export type DemoWork = {
  status: LeadStatus;
  closeReason: CloseReason | null;
  ownerId: string | null;
  tags: string[];
  followUpOn: string | null;
  firstTouchAt: Date | null;
  note: string | null;
  readBy: string[];
};

type WorkedLead = { number: number; receivedAt: Date; isTest: boolean; doNotContact: boolean };

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The same lead always meets the same fate: the older, the more likely somebody has seen to it; the newest hours nobody
 * has. Null where nobody has even looked. `team` are ids of users, at least one.
 */
export function demoWork(lead: WorkedLead, team: readonly string[], now: Date): DemoWork | null {
  const dice = diceFor(lead.number ^ 0x5eed);
  const ageMs = now.getTime() - lead.receivedAt.getTime();
  const isOld = ageMs > 14 * DAY_MS;
  if (lead.isTest || lead.doNotContact) return dice.isLucky(30) ? { ...UNTOUCHED, readBy: readers(dice, team) } : null;
  if (ageMs < 2 * HOUR_MS || !dice.isLucky(isOld ? 65 : 55))
    return dice.isLucky(15) ? { ...UNTOUCHED, readBy: readers(dice, team) } : null;

  const ownerId = dice.isLucky(85) ? dice.pickEarly(team) : null;
  const status = isOld
    ? dice.pick(["closed", "closed", "closed", "closed", "qualified", "contacted"] as const)
    : dice.pick(["new", "contacted", "contacted", "qualified", "closed"] as const);
  const isOpen = status !== "closed";
  return {
    status,
    closeReason: isOpen || dice.isLucky(20) ? null : dice.pickEarly(CLOSE_REASONS),
    ownerId,
    tags: dice.isLucky(12) ? [...new Set([dice.pickEarly(TAGS), dice.pickEarly(TAGS)])] : [],
    followUpOn: isOpen && dice.isLucky(isOld ? 3 : 25) ? day(now.getTime() + (dice.upTo(17) - 6) * DAY_MS) : null,
    firstTouchAt: new Date(Math.min(now.getTime(), lead.receivedAt.getTime() + touchDelayMs(dice))),
    note: dice.isLucky(10) ? dice.pick(NOTES).replace("#", String(dice.upTo(90))) : null,
    readBy: [...new Set([...(ownerId ? [ownerId] : []), ...(dice.isLucky(20) ? readers(dice, team) : [])])],
  };
}

const UNTOUCHED: DemoWork = {
  status: "new",
  closeReason: null,
  ownerId: null,
  tags: [],
  followUpOn: null,
  firstTouchAt: null,
  note: null,
  readBy: [],
};

const TAGS = ["vip", "partner", "renewal", "event-madrid", "public-sector", "pricing", "migration", "language: es"];

function readers(dice: Dice, team: readonly string[]): string[] {
  return [dice.pickEarly(team)];
}

/** Most within the hour or the day, some much later. */
function touchDelayMs(dice: Dice): number {
  return 3 * 60_000 + dice.next() ** 4 * 3 * DAY_MS;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
