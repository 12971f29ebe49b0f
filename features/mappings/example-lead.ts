import type { MappableLead } from "#features/mappings/lead-values.ts";

/**
 * The lead of Microsoft's documentation, to preview with until there is one of one's own
 * (https://learn.microsoft.com/partner-center/referrals/commercial-marketplace-lead-management-instructions-https).
 */
export function exampleLead(origin: string): MappableLead {
  return {
    number: 1,
    firstName: "Some",
    lastName: "One",
    email: "someone@contoso.com",
    phone: "16175555555",
    country: "US",
    countryCode: "US",
    company: "Contoso",
    title: "Software Developer",
    leadSource: "AzureMarketplace",
    actionCode: "PLT",
    action: "contact",
    marketplace: "azure_marketplace",
    offerTitle: "Example offer",
    offerId: null,
    publisher: null,
    description: "This is a test description",
    message: "This is a test description",
    receivedAt: new Date("2026-01-01T12:00:00Z"),
    campaign: {},
    extra: {},
    url: `${origin}/leads/1`,
  };
}
