import { leads } from "#db/schema.ts";
import type { MappableLead } from "#features/mappings/lead-values.ts";
import { publicUrl } from "#lib/public-url.ts";

/** What a query selects of a lead that is to be mapped. */
export const mappableColumns = {
  number: leads.number,
  firstName: leads.firstName,
  lastName: leads.lastName,
  email: leads.email,
  phone: leads.phone,
  country: leads.country,
  countryCode: leads.countryCode,
  company: leads.company,
  title: leads.title,
  leadSource: leads.leadSource,
  actionCode: leads.actionCode,
  action: leads.action,
  marketplace: leads.marketplace,
  offerTitle: leads.offerTitle,
  offerId: leads.offerId,
  publisher: leads.publisher,
  description: leads.description,
  message: leads.message,
  receivedAt: leads.receivedAt,
  campaign: leads.campaign,
  extra: leads.extra,
};

export function mappableLead(row: Omit<MappableLead, "url">): MappableLead {
  return { ...row, url: `${publicUrl()}/leads/${row.number}` };
}
