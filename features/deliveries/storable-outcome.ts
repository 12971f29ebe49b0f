import type { Outcome } from "#connectors/connector.ts";
import { storableText } from "#features/intake/storable.ts";

/** The outcome without the characters that Postgres refuses: what a destination says may hold any. */
export function storableOutcome(outcome: Outcome): Outcome {
  if (outcome.kind === "delivered") {
    const { externalId, url, warnings } = outcome;
    return {
      ...outcome,
      ...(externalId && { externalId: storableText(externalId) }),
      ...(url && { url: storableText(url) }),
      ...(warnings && { warnings: warnings.map(storableText) }),
    };
  }
  const said = { code: storableText(outcome.code), message: storableText(outcome.message) };
  if (outcome.kind !== "reject" || !outcome.fields) return { ...outcome, ...said };
  const fields = outcome.fields.map(({ field, message }) => ({
    field: storableText(field),
    message: storableText(message),
  }));
  return { ...outcome, ...said, fields };
}
