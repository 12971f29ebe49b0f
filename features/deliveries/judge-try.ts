import type { Outcome } from "#connectors/connector.ts";
import type { HoldCause } from "#features/deliveries/probe-schedule.ts";
import { addStrike, MOST_STRIKES, type Strikes } from "#features/deliveries/strikes.ts";

/** What is known of the destination when a try has ended. */
export type Circuit = {
  state: "active" | "paused";
  cause: string | null;
  code: string | null;
  strikes: Strikes | null;
};

export type Tried = {
  deliveryId: string;
  outcome: Outcome;
  /** The one lead that is tried at a destination on hold. */
  isProbe: boolean;
  /** Otherwise Buzón itself refused the lead, which says nothing about the destination. */
  wasSent: boolean;
  /** A try is left in this round. */
  mayRetry: boolean;
  /** In an earlier round, with the same code. */
  wasRefusedBefore: boolean;
};

export type Verdict = {
  state: "delivered" | "queued" | "held" | "failed";
  /** What follows for the destination. */
  move:
    | { kind: "nothing" }
    /** It takes leads: what failed before is forgotten. */
    | { kind: "works" }
    | { kind: "strike"; strikes: Strikes }
    /** `refused`: failed deliveries that wait with all others from now on. */
    | { kind: "hold"; reason: HoldReason; refused: string[] }
    /** `reason`: what it says now, where that differs. */
    | { kind: "probe_later"; reason: HoldReason | null }
    | { kind: "probe_another" }
    /** `isProven`: it has taken a lead. */
    | { kind: "reopen"; isProven: boolean };
};

export type HoldReason = { cause: HoldCause; code: string; message: string };

/** What becomes of a lead and of its destination after a try. Pure. */
export function judgeTry(circuit: Circuit, tried: Tried): Verdict {
  const isOnHold = circuit.state === "paused" && circuit.cause !== "person";
  return tried.isProbe && isOnHold ? judgeProbe(circuit, tried) : judgeUsual(circuit, tried);
}

function judgeUsual(circuit: Circuit, { deliveryId, outcome, ...tried }: Tried): Verdict {
  if (circuit.state === "paused") return judgeLate(circuit, outcome, tried);
  switch (outcome.kind) {
    case "delivered":
      return { state: "delivered", move: { kind: "works" } };
    case "pause":
      return { state: "held", move: { kind: "hold", reason: reasonOf(outcome, outcome.cause), refused: [] } };
    case "retry": {
      const strikes = addStrike(circuit.strikes, outcome, deliveryId);
      if (strikes.deliveryIds.length < MOST_STRIKES) {
        return { state: tried.mayRetry ? "queued" : "failed", move: { kind: "strike", strikes } };
      }
      const reason = reasonOf(outcome, absence(outcome));
      return { state: tried.mayRetry ? "held" : "failed", move: { kind: "hold", reason, refused: [] } };
    }
    case "reject": {
      // A lead that was refused like this before says nothing new: otherwise the five that led to a hold would lead to
      // the next one as soon as they are released.
      if (!tried.wasSent || tried.wasRefusedBefore) return { state: "failed", move: NOTHING };
      const strikes = addStrike(circuit.strikes, outcome, deliveryId);
      if (strikes.deliveryIds.length < MOST_STRIKES) return { state: "failed", move: { kind: "strike", strikes } };
      const reason = reasonOf(outcome, "every_lead_refused");
      return { state: "held", move: { kind: "hold", reason, refused: strikes.deliveryIds } };
    }
  }
}

/** A try that began before the destination was stopped. */
function judgeLate({ cause, code }: Circuit, outcome: Outcome, tried: Pick<Tried, "mayRetry" | "wasSent">): Verdict {
  switch (outcome.kind) {
    case "delivered":
      return { state: "delivered", move: NOTHING };
    case "pause":
      return { state: "held", move: NOTHING };
    case "retry":
      return { state: tried.mayRetry ? "held" : "failed", move: NOTHING };
    case "reject": {
      const isOneOfAll = tried.wasSent && cause === "every_lead_refused" && code === outcome.code;
      return { state: isOneOfAll ? "held" : "failed", move: NOTHING };
    }
  }
}

function judgeProbe({ cause }: Circuit, { outcome, wasSent }: Tried): Verdict {
  const isEachRefused = cause === "every_lead_refused";
  switch (outcome.kind) {
    case "delivered":
      return { state: "delivered", move: { kind: "reopen", isProven: true } };
    case "pause":
      return { state: "held", move: { kind: "probe_later", reason: reasonOf(outcome, outcome.cause) } };
    case "retry":
      return {
        state: "held",
        move: { kind: "probe_later", reason: isEachRefused ? null : reasonOf(outcome, absence(outcome)) },
      };
    case "reject":
      if (!wasSent) return { state: "failed", move: { kind: "probe_another" } };
      if (isEachRefused) return { state: "held", move: { kind: "probe_later", reason: null } };
      // It answers, and about this lead alone.
      return { state: "failed", move: { kind: "reopen", isProven: false } };
  }
}

const NOTHING = { kind: "nothing" } as const;

function reasonOf({ code, message }: { code: string; message: string }, cause: HoldCause): HoldReason {
  return { cause, code, message };
}

/** Gateways and servers in trouble ask to slow down too; what counts is who said it. */
function absence({ code, throttle }: Extract<Outcome, { kind: "retry" }>): "busy" | "unreachable" {
  return throttle && !IS_AWAY.has(code) ? "busy" : "unreachable";
}

const IS_AWAY = new Set(["unavailable", "server_error"]);
