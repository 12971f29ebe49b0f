import { azureBlob } from "#connectors/azure-blob.ts";
import { azureTable } from "#connectors/azure-table.ts";
import type { Connector } from "#connectors/connector.ts";
import { dynamics } from "#connectors/dynamics.ts";
import { email } from "#connectors/email.ts";
import { hubspot } from "#connectors/hubspot.ts";
import { marketo } from "#connectors/marketo.ts";
import { pipedrive } from "#connectors/pipedrive.ts";
import { salesforce } from "#connectors/salesforce.ts";
import { slack } from "#connectors/slack.ts";
import { teams } from "#connectors/teams.ts";
import { webhook } from "#connectors/webhook.ts";
import { zoho } from "#connectors/zoho.ts";

/** Every connector by its type, in the order of the gallery. */
export const connectors: Record<string, Connector> = {
  dynamics,
  salesforce,
  hubspot,
  marketo,
  zoho,
  pipedrive,
  azure_table: azureTable,
  azure_blob: azureBlob,
  webhook,
  email,
  slack,
  teams,
};

/** Null for a type that this version does not know. */
export function getConnector(type: string): Connector | null {
  return Object.hasOwn(connectors, type) ? (connectors[type] ?? null) : null;
}
