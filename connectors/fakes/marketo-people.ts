/**
 * A part of the fields of a person in Marketo: names, types and lengths as
 * experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/lead-database lists them, one of every kind that
 * must not be offered, and a field of one's own.
 */
export type PersonField = {
  id: number;
  displayName: string;
  dataType: string;
  length?: number;
  rest?: { name: string; readOnly: boolean };
};

export const PERSON_FIELDS: PersonField[] = [
  field(1, "email", "Email Address", "email", { length: 255 }),
  field(2, "company", "Company Name", "string", { length: 255 }),
  field(3, "firstName", "First Name", "string", { length: 255 }),
  field(4, "lastName", "Last Name", "string", { length: 255 }),
  field(5, "title", "Job Title", "string", { length: 255 }),
  field(6, "phone", "Phone Number", "phone", { length: 255 }),
  field(7, "country", "Country", "string", { length: 255 }),
  field(8, "leadSource", "Person Source", "string", { length: 255 }),
  field(9, "website", "Website", "url", { length: 255 }),
  field(10, "leadScore", "Person Score", "integer"),
  field(11, "numberOfEmployees", "Num Employees", "integer"),
  field(12, "annualRevenue", "Annual Revenue", "currency"),
  field(13, "unsubscribed", "Unsubscribed", "boolean"),
  field(14, "dateOfBirth", "Date of Birth", "date"),
  field(15, "marketplaceMessage", "Marketplace Message", "text", { length: 2000 }),
  field(16, "marketplaceLeadId", "Marketplace Lead Id", "string", { length: 255 }),
  field(17, "createdAt", "Created At", "datetime", { readOnly: true }),
  field(18, "leadPartitionId", "Person Partition", "reference"),
  { id: 19, displayName: "Only for SOAP", dataType: "string", length: 255 },
];

export const SEARCHABLE = ["email", "marketplaceLeadId"];

/** What is wrong with this person, as Marketo says it, or null. */
export function personProblem(
  values: Record<string, unknown>,
  lookupField: string,
): { code: string; message: string } | null {
  for (const [name, value] of Object.entries(values)) {
    if (name === "id" && lookupField === "id") continue;
    const known = PERSON_FIELDS.find(({ rest }) => rest?.name === name);
    if (!known || known.rest?.readOnly) return { code: "1006", message: `Field '${name}' not found` };
    if (value === null) continue;
    const type = TYPES.get(known.dataType) ?? "string";
    if (typeof value !== type) return { code: "1001", message: `Invalid value '${value}'. Required of type '${type}'` };
    if (name === "email" && !/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(String(value))) {
      return { code: "1003", message: `Value '${value}' is not valid for field 'email'` };
    }
    if (known.length && String(value).length > known.length) {
      return { code: "1003", message: `Value of field '${name}' is longer than ${known.length} characters` };
    }
  }
  return null;
}

const TYPES = new Map([
  ["integer", "number"],
  ["currency", "number"],
  ["boolean", "boolean"],
]);

function field(
  id: number,
  name: string,
  displayName: string,
  dataType: string,
  { length, readOnly = false }: { length?: number; readOnly?: boolean } = {},
): PersonField {
  return { id, displayName, dataType, ...(length && { length }), rest: { name, readOnly } };
}
