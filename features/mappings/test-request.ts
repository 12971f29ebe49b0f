import type { Job } from "#connectors/connector.ts";
import { TEST_MARK, testAddress } from "#features/mappings/mark-test-record.ts";

/**
 * What a test record gives to connectors that pass Microsoft's request on as it is: the one of Microsoft's documentation
 * (https://learn.microsoft.com/partner-center/referrals/commercial-marketplace-lead-management-instructions-https),
 * marked as the record is. A real one would bring a real person along.
 */
export function testRequest(recordId: string): Job["original"] {
  const request = {
    UserDetails: {
      FirstName: "Some",
      LastName: `${TEST_MARK} One`,
      Email: testAddress(recordId),
      Phone: "16175555555",
      Country: "USA",
      Company: "Contoso",
      Title: "Esquire",
    },
    LeadSource: "AzureMarketplace",
    ActionCode: "INS",
    OfferTitle: "Test Microsoft",
    Description: "Test run through Power Automate",
  };
  return { body: Buffer.from(JSON.stringify(request)), contentType: "application/json" };
}
