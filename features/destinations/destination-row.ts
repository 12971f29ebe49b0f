import type { DayCount } from "#features/destinations/delivery-days.ts";
import type { DestinationHealth } from "#features/destinations/destination-health.ts";

/** A destination as lists show it. */
export type DestinationRow = {
  id: string;
  connector: string;
  name: string;
  /** "contoso.crm4.dynamics.com" */
  summary: string;
  health: DestinationHealth;
  pause: PauseReason | null;
  pausedAt: Date | null;
  /** In the future: no call before this time. */
  nextAllowedAt: Date | null;
  waitingCount: number;
  failedCount: number;
  days: DayCount[];
  lastSentAt: Date | null;
  mappingVersion: number | null;
  /** Changes in the draft; 0 without a draft. */
  draftChanges: number;
};

export type PauseReason = {
  /** `person`, or what the destination's answer meant: auth, permission, config, quota. */
  cause: string;
  code: string | null;
  message: string | null;
  /** The person who paused it. */
  by: string | null;
};
