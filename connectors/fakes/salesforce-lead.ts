/**
 * A part of the Lead object: names, lengths and choices as
 * developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_lead.htm lists
 * them, one field of every kind that must not be offered, and the custom field docs/connectors.md has admins make.
 */
export type LeadField = {
  name: string;
  label: string;
  type: string;
  length?: number;
  nillable?: false;
  defaultedOnCreate?: true;
  createable?: false;
  externalId?: true;
  restrictedPicklist?: true;
  values?: string[];
};

export const ID_FIELD: LeadField = {
  name: "Marketplace_Lead_Id__c",
  label: "Marketplace Lead Id",
  type: "string",
  length: 64,
  externalId: true,
};

export const LEAD_FIELDS: LeadField[] = [
  { name: "Id", label: "Lead ID", type: "id", length: 18, nillable: false, defaultedOnCreate: true, createable: false },
  { name: "LastName", label: "Last Name", type: "string", length: 80, nillable: false },
  { name: "FirstName", label: "First Name", type: "string", length: 40 },
  { name: "Name", label: "Full Name", type: "string", length: 121, nillable: false, createable: false },
  { name: "Title", label: "Title", type: "string", length: 128 },
  { name: "Company", label: "Company", type: "string", length: 255, nillable: false },
  { name: "Country", label: "Country", type: "string", length: 80 },
  { name: "Address", label: "Address", type: "address", createable: false },
  { name: "Phone", label: "Phone", type: "phone", length: 40 },
  { name: "Email", label: "Email", type: "email", length: 80 },
  { name: "Website", label: "Website", type: "url", length: 255 },
  { name: "Description", label: "Description", type: "textarea", length: 32_000 },
  {
    name: "LeadSource",
    label: "Lead Source",
    type: "picklist",
    length: 255,
    values: ["Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"],
  },
  {
    name: "Status",
    label: "Status",
    type: "picklist",
    length: 255,
    nillable: false,
    defaultedOnCreate: true,
    values: ["Open - Not Contacted", "Working - Contacted"],
  },
  {
    name: "Rating",
    label: "Rating",
    type: "picklist",
    length: 255,
    restrictedPicklist: true,
    values: ["Hot", "Warm", "Cold"],
  },
  { name: "AnnualRevenue", label: "Annual Revenue", type: "currency" },
  { name: "NumberOfEmployees", label: "Employees", type: "int" },
  { name: "IsUnreadByOwner", label: "Unread By Owner", type: "boolean", nillable: false, defaultedOnCreate: true },
  { name: "OwnerId", label: "Owner ID", type: "reference", length: 18, nillable: false, defaultedOnCreate: true },
  { name: "CreatedDate", label: "Created Date", type: "datetime", nillable: false, createable: false },
  { name: "FollowUp__c", label: "Follow up on", type: "date" },
];

/** As `GET sobjects/Lead/describe` shows them. */
export function fieldDescription(described: LeadField): Record<string, unknown> {
  const { values = [], ...field } = described;
  return {
    length: 0,
    nillable: true,
    defaultedOnCreate: false,
    createable: true,
    updateable: field.createable !== false,
    externalId: false,
    unique: field.externalId === true,
    idLookup: field.externalId === true,
    restrictedPicklist: false,
    custom: field.name.endsWith("__c"),
    ...field,
    picklistValues: [
      ...values.map((value) => ({ active: true, defaultValue: false, label: value, validFor: null, value })),
      ...(values.length > 0
        ? [{ active: false, defaultValue: false, label: "Retired", validFor: null, value: "Retired" }]
        : []),
    ],
  };
}

export type LeadProblem = { errorCode: string; message: string; fields?: string[] };

/** What is wrong with the values of a new lead, as Salesforce says it, or null. */
export function leadProblem(values: Record<string, unknown>, fields: LeadField[]): LeadProblem | null {
  const missing = fields.filter(
    ({ name, nillable, defaultedOnCreate, createable }) =>
      nillable === false && !defaultedOnCreate && createable !== false && !values[name],
  );
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    return {
      message: `Required fields are missing: [${names.join(", ")}]`,
      errorCode: "REQUIRED_FIELD_MISSING",
      fields: names,
    };
  }
  for (const [name, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.name === name);
    const problem = field ? valueProblem(field, value) : unknownField(name);
    if (problem) return problem;
  }
  return null;
}

function unknownField(name: string): LeadProblem {
  return { message: `No such column '${name}' on sobject of type Lead`, errorCode: "INVALID_FIELD" };
}

function valueProblem(
  { name, label, type, length, createable, restrictedPicklist, values }: LeadField,
  value: unknown,
): LeadProblem | null {
  const fields = [name];
  if (createable === false) {
    const message = `Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
    return { message, errorCode: "INVALID_FIELD_FOR_INSERT_UPDATE", fields };
  }
  if (length && String(value).length > length) {
    return {
      message: `${label}: data value too large: ${value} (max length=${length})`,
      errorCode: "STRING_TOO_LONG",
      fields,
    };
  }
  if (type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))) {
    return { message: `${label}: invalid email address: ${value}`, errorCode: "INVALID_EMAIL_ADDRESS", fields };
  }
  if (restrictedPicklist && !values?.includes(String(value))) {
    const message = `${label}: bad value for restricted picklist field: ${value}`;
    return { message, errorCode: "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", fields };
  }
  return null;
}
