import type { Connector } from "#connectors/connector.ts";
import { connectors, getConnector } from "#connectors/registry.ts";

/** What a screen needs to know of a connector; its code stays on the server. */
export type ConnectorView = Pick<Connector, "type" | "label" | "group" | "form">;

/** In the order of the gallery. */
export function listConnectors(): ConnectorView[] {
  return Object.values(connectors).map(viewOf);
}

/** Null for a type that this version does not know. */
export function getConnectorView(type: string): ConnectorView | null {
  const connector = getConnector(type);
  return connector && viewOf(connector);
}

function viewOf({ type, label, group, form }: Connector): ConnectorView {
  return { type, label, group, form };
}
