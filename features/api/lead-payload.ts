import { z } from "zod";

const text = z.string().nullable().optional();

/**
 * What Microsoft documents of the body it posts, written down for whoever wants to send leads too. features/intake takes
 * much more than this, and no field is required there.
 * https://learn.microsoft.com/partner-center/marketplace-offers/partner-center-portal/commercial-marketplace-lead-management-instructions-https
 */
export const leadPayload = z
  .looseObject({
    LeadSource: text.describe("Source-Action|Offer, such as SPZA-PLT|contoso.analytics."),
    ActionCode: text.describe("INS, PLT, Create, StartTestDrive or DNC."),
    OfferTitle: text,
    Description: text,
    UserDetails: z
      .looseObject({
        FirstName: text,
        LastName: text,
        Email: text,
        Phone: text,
        Country: text,
        Company: text,
        Title: text,
      })
      .nullable()
      .optional(),
  })
  .meta({ id: "LeadPayload" });

/** The answer of 200. */
export const acceptedJson = z
  .object({
    status: z.literal("accepted"),
    receipt: z.uuid().describe("What was kept; support can find the request by it."),
  })
  .meta({ id: "Accepted" });
