import type { Connector } from "#connectors/connector.ts";
import { dynamics } from "#connectors/dynamics.ts";
import { webhook } from "#connectors/webhook.ts";

/** Every connector by its type, in the order of the gallery. */
export const connectors: Record<string, Connector> = { dynamics, webhook };

/** Null for a type that this version does not know. */
export function getConnector(type: string): Connector | null {
  return Object.hasOwn(connectors, type) ? (connectors[type] ?? null) : null;
}
