import { isJsonObject, parseJson } from "#features/intake/parse-json.ts";
import type { Payload } from "#features/intake/read-payload.ts";
import { storableObject } from "#features/intake/storable.ts";
import { isOnlyTestMarker, readTestMarker } from "#features/intake/test-marker.ts";
import { countryCode } from "#lib/country-code.ts";

export type Action = "contact" | "install" | "test_drive" | "purchase" | "dnc" | "other";
export type Marketplace = "appsource" | "azure_marketplace" | "azure_portal" | "test_drive" | "other";

/** What a payload means, in the columns of `leads`. */
export type Understanding = {
  /** ActionCode, or where that is missing the action inside LeadSource, as sent. */
  actionCode: string | null;
  action: Action | null;
  marketplace: Marketplace | null;
  publisher: string | null;
  offerId: string | null;
  /** OfferTitle, or where that is missing the offer inside LeadSource when it is a name. */
  offerTitle: string | null;
  countryCode: string | null;
  message: string | null;
  campaign: Record<string, string>;
  isTest: boolean;
  testSentAt: Date | null;
  doNotContact: boolean;
};

/**
 * What the values of a payload mean. The codes are those of commercial-marketplace-get-customer-leads.md (2017 to 2021);
 * no closed list was ever published, so unknown ones are `other` and stay readable in `actionCode` and `leadSource`.
 */
export function understandPayload(payload: Payload): Understanding {
  const { source, action: sourceAction, offer } = splitLeadSource(payload.leadSource);
  const actionCode = payload.actionCode ?? sourceAction;
  const product = offer && PRODUCT.exec(offer);
  const testSentAt = findTestMarker(payload);
  return {
    actionCode,
    action: actionOf(actionCode),
    marketplace: marketplaceOf(source),
    publisher: product?.[1] ?? null,
    offerId: product?.[2] ?? null,
    offerTitle: payload.offerTitle ?? (product ? null : offer),
    countryCode: payload.country && countryCode(payload.country),
    ...readDescription(payload.description),
    isTest: testSentAt !== null,
    testSentAt,
    doNotContact: [payload.actionCode, sourceAction].some((code) => actionOf(code) === "dnc"),
  };
}

type LeadSource = { source: string | null; action: string | null; offer: string | null };

/**
 * LeadSource is "Source-Action|Offer" in the documentation and only the source in its HTTPS sample. Sources hold no
 * hyphen and no "|", offers may hold both.
 */
function splitLeadSource(leadSource: string | null): LeadSource {
  if (leadSource === null) return { source: null, action: null, offer: null };
  const bar = leadSource.indexOf("|");
  const left = bar < 0 ? leadSource : leadSource.slice(0, bar);
  const offer = bar < 0 ? null : blankToNull(leadSource.slice(bar + 1));
  const hyphen = left.indexOf("-");
  const isComposite = hyphen >= 0 && (bar >= 0 || marketplaceOf(left.slice(0, hyphen)) !== "other");
  if (!isComposite) return { source: blankToNull(left), action: null, offer };
  return { source: blankToNull(left.slice(0, hyphen)), action: blankToNull(left.slice(hyphen + 1)), offer };
}

/** publisherid.offerid; ids hold letters, digits, hyphens and underscores, and an offer's may hold dots. */
const PRODUCT = /^([a-z0-9][\w-]*)\.([a-z0-9][\w.-]*)$/i;

const ACTIONS = new Map<string, Action>([
  ["ins", "install"],
  ["plt", "contact"],
  ["dnc", "dnc"],
  ["create", "purchase"],
  ["starttestdrive", "test_drive"],
]);

function actionOf(code: string | null): Action | null {
  return code === null ? null : (ACTIONS.get(code.toLowerCase()) ?? "other");
}

const MARKETPLACES = new Map<string, Marketplace>([
  ["appsource", "appsource"],
  ["spza", "appsource"],
  ["appsourcespza", "appsource"],
  ["azuremarketplace", "azure_marketplace"],
  ["azureportal", "azure_portal"],
  ["testdrive", "test_drive"],
]);

function marketplaceOf(source: string | null): Marketplace | null {
  return source === null ? null : (MARKETPLACES.get(source.toLowerCase().replace(/[\s()]/g, "")) ?? "other");
}

function findTestMarker({ extra, ...fields }: Payload): Date | null {
  for (const value of [...Object.values(fields), ...Object.values(extra)]) {
    const sentAt = typeof value === "string" ? readTestMarker(value) : null;
    if (sentAt) return sentAt;
  }
  return null;
}

/**
 * Description holds one of three things: parameters of the listing's link as JSON ({"mktcmpid":"1234"}), a list of
 * campaigns ("Campaigns: blogpost_12", azure-docs issue 70675), or what the customer wrote.
 */
function readDescription(description: string | null): Pick<Understanding, "message" | "campaign"> {
  const text = description?.trim() ?? "";
  if (text === "" || isOnlyTestMarker(text)) return { message: null, campaign: {} };

  const parameters = text.startsWith("{") && text.endsWith("}") ? parseParameters(text) : null;
  if (parameters) return { message: null, campaign: parameters };

  const campaigns = /^campaigns:(.*)$/is.exec(text)?.[1]?.trim();
  if (campaigns === undefined) return { message: text, campaign: {} };
  return { message: null, campaign: campaigns === "" ? {} : { campaigns } };
}

/** The object's values as text, without the empty ones; null when it is no JSON after all. */
function parseParameters(text: string): Record<string, string> | null {
  const parsed = parseJson(text);
  if (!parsed.ok || !isJsonObject(parsed.value)) return null;
  const parameters = Object.entries(storableObject(parsed.value)).map(([name, value]): [string, string] => [
    name,
    typeof value === "string" ? value.trim() : JSON.stringify(value),
  ]);
  return Object.fromEntries(parameters.filter(([, value]) => value !== "" && value !== "null"));
}

function blankToNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
