import type { GlyphShape, GlyphTone } from "#components/glyph.tsx";
import type { RequestRow } from "#features/endpoints/list-requests.ts";

type Look = { shape: GlyphShape; tone: GlyphTone; text: string };

const LOOKS: Record<RequestRow["state"], Look> = {
  lead: { shape: "tick", tone: "ok", text: "text-ok" },
  repeat: { shape: "dash", tone: "neutral", text: "text-ink-2" },
  unreadable: { shape: "cross", tone: "bad", text: "text-bad" },
  too_large: { shape: "cross", tone: "bad", text: "text-bad" },
  pending: { shape: "dots", tone: "neutral", text: "text-ink-2" },
};

/** How a request ended, as people see it. */
export function requestLook(state: RequestRow["state"]): Look {
  return LOOKS[state];
}

const REASONS = [
  "too_large",
  "empty",
  "not_an_object",
  "no_known_field",
  "compression_unknown",
  "compression_broken",
  "nested_too_deeply",
] as const;

export type Reason = (typeof REASONS)[number] | "invalid_json";

/** Why a request was rejected; the many ways not to be JSON are one here, told apart by line and column. */
export function rejectionReason({ state, problem }: Pick<RequestRow, "state" | "problem">): Reason {
  if (state === "too_large") return "too_large";
  return REASONS.find((reason) => reason === problem?.code) ?? "invalid_json";
}
