import { readPayload } from "#features/intake/read-payload.ts";
import { understandPayload } from "#features/intake/understand-payload.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { publicUrl } from "#lib/public-url.ts";

export type PastedLeadResult =
  | { ok: true; lead: MappableLead }
  /** The codes of a request that cannot be read. */
  | { ok: false; code: string; line?: number; column?: number };

/** The lead that a request body like this would become, with the reader that reads Microsoft's. Nothing is kept. */
export function readPastedLead(text: string, now: Date): PastedLeadResult {
  const read = readPayload(new TextEncoder().encode(text), null);
  if (!read.ok) return read;
  const { countryCode, actionCode, action, marketplace, publisher, offerId, offerTitle, message, campaign } =
    understandPayload(read.payload);
  return {
    ok: true,
    lead: {
      ...read.payload,
      countryCode,
      actionCode,
      action,
      marketplace,
      publisher,
      offerId,
      offerTitle,
      message,
      campaign,
      number: 1,
      receivedAt: now,
      url: `${publicUrl()}/leads/1`,
    },
  };
}
