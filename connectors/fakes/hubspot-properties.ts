/**
 * A part of the contact properties every HubSpot account has, with names, types and options as
 * https://knowledge.hubspot.com/properties/hubspots-default-contact-properties lists them, one property of every kind
 * that must not be mapped, and the one docs/connectors.md has admins make.
 */
export type FakeProperty = {
  name: string;
  label: string;
  type: "bool" | "date" | "datetime" | "enumeration" | "number" | "phone_number" | "string";
  fieldType: string;
  options?: { label: string; value: string; hidden?: boolean }[];
  hasUniqueValue?: boolean;
  calculated?: boolean;
  hidden?: boolean;
  readOnlyValue?: boolean;
};

const line = (name: string, label: string): FakeProperty => ({ name, label, type: "string", fieldType: "text" });

export const CONTACT_PROPERTIES: FakeProperty[] = [
  line("email", "Email"),
  line("firstname", "First Name"),
  line("lastname", "Last Name"),
  line("company", "Company Name"),
  line("jobtitle", "Job Title"),
  { name: "phone", label: "Phone Number", type: "string", fieldType: "phonenumber" },
  line("country", "Country/Region"),
  line("city", "City"),
  line("website", "Website URL"),
  { name: "message", label: "Message", type: "string", fieldType: "textarea" },
  {
    name: "lifecyclestage",
    label: "Lifecycle Stage",
    type: "enumeration",
    fieldType: "radio",
    options: [
      { label: "Subscriber", value: "subscriber" },
      { label: "Lead", value: "lead" },
      { label: "Customer", value: "customer" },
    ],
  },
  {
    name: "hs_lead_status",
    label: "Lead Status",
    type: "enumeration",
    fieldType: "radio",
    options: [
      { label: "New", value: "NEW" },
      { label: "Open", value: "OPEN" },
      { label: "Retired", value: "RETIRED", hidden: true },
    ],
  },
  { name: "hs_email_optout", label: "Unsubscribed", type: "bool", fieldType: "booleancheckbox" },
  { name: "numemployees", label: "Number of Employees", type: "number", fieldType: "number" },
  { name: "date_of_birth", label: "Date of Birth", type: "date", fieldType: "date" },
  { name: "hs_next_step_at", label: "Next step at", type: "datetime", fieldType: "date" },
  { name: "createdate", label: "Create Date", type: "datetime", fieldType: "date", readOnlyValue: true },
  { name: "hs_email_domain", label: "Email Domain", type: "string", fieldType: "text", calculated: true },
  { name: "hs_hidden_score", label: "Hidden score", type: "number", fieldType: "number", hidden: true },
  { ...line("marketplace_lead_id", "Marketplace lead id"), hasUniqueValue: true },
];

/** As `GET /crm/properties/{version}/contacts` shows them. */
export function propertyMetadata(property: FakeProperty): Record<string, unknown> {
  const { readOnlyValue = false, options = [], ...shown } = property;
  return {
    groupName: "contactinformation",
    description: "",
    hidden: false,
    calculated: false,
    hasUniqueValue: false,
    archived: false,
    formField: true,
    ...shown,
    options: options.map((option, displayOrder) => ({ hidden: false, displayOrder, ...option })),
    modificationMetadata: { archivable: true, readOnlyDefinition: true, readOnlyValue },
  };
}

/** What is wrong with this value, as HubSpot says it, or null. */
export function propertyProblem(
  name: string,
  value: string,
  properties: FakeProperty[],
): { code: string; message: string } | null {
  const property = properties.find((candidate) => candidate.name === name);
  if (!property) return { code: "PROPERTY_DOESNT_EXIST", message: `Property "${name}" does not exist` };
  if (property.readOnlyValue || property.calculated) {
    return { code: "READ_ONLY_VALUE", message: `"${name}" is a read only property; its value cannot be set.` };
  }
  if (name === "email" && value && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return { code: "INVALID_EMAIL", message: `Email address ${value} is invalid` };
  }
  if (property.type === "number" && Number.isNaN(Number(value))) {
    return { code: "INVALID_INTEGER", message: `${value} was not a valid number.` };
  }
  const allowed = property.options?.map((option) => option.value);
  return allowed && value && !allowed.includes(value)
    ? { code: "INVALID_OPTION", message: `${value} was not one of the allowed options: [${allowed.join(", ")}]` }
    : null;
}
