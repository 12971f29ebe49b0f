import type { DayCount } from "#features/destinations/delivery-days.ts";
import type { CircuitStep, DestinationHealth } from "#features/destinations/destination-health.ts";
import type { Routing } from "#features/rules/routing.ts";

/** A destination as lists show it. */
export type DestinationRow = {
  id: string;
  connector: string;
  name: string;
  /** "contoso.crm4.dynamics.com" */
  summary: string;
  health: DestinationHealth;
  circuit: CircuitStep;
  /** Leads wait, and no try has succeeded since the last one that did not. */
  isFailing: boolean;
  pause: PauseReason | null;
  pausedAt: Date | null;
  /** In the future: no call before this time. */
  nextAllowedAt: Date | null;
  /** When the next lead is tried; null when none waits or only a person can go on. */
  nextTryAt: Date | null;
  waitingCount: number;
  failedCount: number;
  days: DayCount[];
  lastSentAt: Date | null;
  mappingVersion: number | null;
  /** Changes in the draft; 0 without a draft. */
  draftChanges: number;
  routing: Routing;
  /** yyyy-mm-dd, as somebody noted it. */
  secretExpiresOn: string | null;
  /** In days of the workspace's calendar; 0 on the day it stops working. */
  secretDaysLeft: number | null;
};

export type PauseReason = {
  /** `person`, or a `HoldCause` of features/deliveries/probe-schedule.ts. */
  cause: string;
  code: string | null;
  message: string | null;
  /** The person who paused it. */
  by: string | null;
};
