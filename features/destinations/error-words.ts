import type { DeliveryProblem } from "#features/deliveries/delivery-view.ts";

export type ErrorText = {
  sentence: string;
  /** What to do, or what Buzón does by itself. */
  fix: string | null;
  /** The destination's own text beside our words; null where it is the sentence already. */
  said: string | null;
  /** Where the guide tells how to set this kind of destination up; null for a kind this version does not know. */
  docs: string | null;
};

/** next-intl's translator of messages `connectors`, as far as it is needed here. */
export type ErrorTranslator = {
  (key: string, values: { fields: string }): string;
  has(key: string): boolean;
};

/**
 * A problem in our words where its code is known, else in the destination's own. A message has two lines, what happened
 * and what to do.
 */
export function tellError(
  t: ErrorTranslator,
  connectorType: string,
  { code, message, fields = [] }: DeliveryProblem,
): ErrorText {
  const { keys, docs } = errorWords(connectorType, code);
  const key = keys.find((each) => t.has(each));
  if (!key) return { sentence: message || code, fix: null, said: null, docs };
  const names = fields.map(({ field }) => field).join(", ");
  const [sentence = "", fix = null] = t(key, { fields: names || "none" }).split("\n");
  return { sentence, fix, said: message || null, docs };
}

/** Where the words for a code are, below messages `connectors`, the most particular first, and where the guide is. */
export function errorWords(connectorType: string, code: string): { keys: string[]; docs: string | null } {
  const section = SECTION_OF_CODE.get(code) ?? SECTION_OF_CONNECTOR.get(connectorType);
  return {
    keys: isKey(code) ? [`${connectorType}.errors.${code}`, `errors.${code}`] : [],
    docs: section ? `/docs/connectors#${section}` : null,
  };
}

/** Codes come from outside: a dot would lead to other messages, and every object has a "constructor". */
function isKey(code: string): boolean {
  return /^[\w-]+$/.test(code) && !(code in {});
}

/** Headings of docs/connectors.md, as links to them are written. */
const SECTION_OF_CONNECTOR = new Map([
  ["dynamics", "dynamics-365"],
  ["salesforce", "salesforce"],
  ["hubspot", "hubspot"],
  ["marketo", "marketo-engage"],
  ["zoho", "zoho-crm"],
  ["pipedrive", "pipedrive"],
  ["email", "e-mail"],
  ["azure_table", "azure-table-storage"],
  ["azure_blob", "azure-blob-storage"],
  ["slack", "slack"],
  ["teams", "microsoft-teams"],
  ["webhook", "https-webhook"],
]);

const OWN_NETWORK = "destinations-inside-your-own-network";

/** Where the section of the connector is not the place to look. */
const SECTION_OF_CODE = new Map([
  ["private_address", OWN_NETWORK],
  ["port", OWN_NETWORK],
  ["not_https", OWN_NETWORK],
  ["tls", OWN_NETWORK],
]);
