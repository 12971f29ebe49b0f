/**
 * A part of the lead table of Dynamics 365 Sales: names, lengths and options as
 * learn.microsoft.com/dynamics365/developer/reference/entities/lead lists them, and one column of every kind that must
 * not be offered.
 */
export type Column = {
  name: string;
  type: string;
  label: string;
  required?: "ApplicationRequired" | "SystemRequired" | "Recommended";
  maxLength?: number;
  format?: "Text" | "Email" | "Phone" | "Url" | "TextArea" | "DateOnly" | "DateAndTime";
  options?: Record<number, string>;
  isCreatable?: false;
};

export const LEAD_COLUMNS: Column[] = [
  { name: "subject", type: "String", label: "Topic", required: "ApplicationRequired", maxLength: 300, format: "Text" },
  { name: "firstname", type: "String", label: "First Name", required: "Recommended", maxLength: 50, format: "Text" },
  {
    name: "lastname",
    type: "String",
    label: "Last Name",
    required: "ApplicationRequired",
    maxLength: 50,
    format: "Text",
  },
  {
    name: "companyname",
    type: "String",
    label: "Company Name",
    required: "Recommended",
    maxLength: 100,
    format: "Text",
  },
  { name: "jobtitle", type: "String", label: "Job Title", maxLength: 100, format: "Text" },
  { name: "emailaddress1", type: "String", label: "Email", maxLength: 100, format: "Email" },
  { name: "telephone1", type: "String", label: "Business Phone", maxLength: 50, format: "Phone" },
  { name: "mobilephone", type: "String", label: "Mobile Phone", maxLength: 20, format: "Phone" },
  { name: "websiteurl", type: "String", label: "Website", maxLength: 200, format: "Url" },
  { name: "address1_city", type: "String", label: "City", maxLength: 80, format: "Text" },
  { name: "address1_country", type: "String", label: "Country/Region", maxLength: 80, format: "Text" },
  { name: "description", type: "Memo", label: "Description", maxLength: 2000, format: "TextArea" },
  {
    name: "leadsourcecode",
    type: "Picklist",
    label: "Lead Source",
    options: {
      1: "Advertisement",
      2: "Employee Referral",
      3: "External Referral",
      4: "Partner",
      5: "Public Relations",
      6: "Seminar",
      7: "Trade Show",
      8: "Web",
      9: "Word of Mouth",
      10: "Other",
    },
  },
  { name: "leadqualitycode", type: "Picklist", label: "Rating", options: { 1: "Hot", 2: "Warm", 3: "Cold" } },
  { name: "donotemail", type: "Boolean", label: "Do not allow Emails", options: { 1: "Do Not Allow", 0: "Allow" } },
  { name: "numberofemployees", type: "Integer", label: "No. of Employees" },
  { name: "budgetamount", type: "Money", label: "Budget Amount" },
  { name: "estimatedclosedate", type: "DateTime", label: "Est. Close Date", format: "DateOnly" },
  { name: "schedulefollowup_prospect", type: "DateTime", label: "Schedule Follow Up", format: "DateAndTime" },
  { name: "budgetamount_base", type: "Money", label: "Budget Amount (Base)" },
  { name: "fullname", type: "String", label: "Name", maxLength: 160, format: "Text", isCreatable: false },
  { name: "yomifirstname", type: "String", label: "Yomi First Name", maxLength: 150, format: "Text" },
  { name: "leadid", type: "Uniqueidentifier", label: "Lead", required: "SystemRequired" },
  { name: "statecode", type: "State", label: "Status", required: "SystemRequired" },
  { name: "statuscode", type: "Status", label: "Status Reason" },
  { name: "ownerid", type: "Owner", label: "Owner", required: "SystemRequired" },
  { name: "customerid", type: "Customer", label: "Customer" },
  { name: "campaignid", type: "Lookup", label: "Source Campaign" },
  { name: "entityimage", type: "Virtual", label: "Entity Image" },
];

/** The answer to `EntityDefinitions(LogicalName='lead')/Attributes`, whole or cast to one kind. */
export function columnMetadata(kind: string | null): unknown[] {
  return LEAD_COLUMNS.filter(({ type }) => !kind || type === kind).map((column) => ({
    LogicalName: column.name,
    ...(kind ? kindMetadata(column) : commonMetadata(column)),
  }));
}

/** What is wrong with this value, as Dataverse says it, or null. */
export function valueProblem(name: string, value: unknown): { code: string; message: string } | null {
  const column = LEAD_COLUMNS.find((candidate) => candidate.name === name);
  if (!column || column.isCreatable === false) {
    return payloadProblem(`An undeclared property '${name}' which only has property annotations in the payload`);
  }
  if (value === null) return null;
  const [literal, ...allowed] = LITERALS.get(column.type) ?? ["Edm.String", "string"];
  if (!allowed.includes(typeof value)) {
    return payloadProblem(`Cannot convert the literal '${value}' to the expected type '${literal}' of '${name}'.`);
  }
  if (column.maxLength && String(value).length > column.maxLength) {
    return {
      code: "0x80044331",
      message: `A validation error occurred. The length of the '${name}' attribute of the 'lead' entity exceeded the maximum allowed length of '${column.maxLength}'.`,
    };
  }
  if (column.type === "Picklist" && !Object.hasOwn(column.options ?? {}, Number(value))) {
    return {
      code: "0x8004431a",
      message: `A validation error occurred. The value ${value} of '${name}' on record of type 'lead' is outside the valid range.`,
    };
  }
  return null;
}

const LITERALS = new Map([
  ["Picklist", ["Edm.Int32", "number"]],
  ["Integer", ["Edm.Int32", "number"]],
  ["Money", ["Edm.Decimal", "number"]],
  ["Boolean", ["Edm.Boolean", "boolean"]],
]);

function payloadProblem(inner: string): { code: string; message: string } {
  return {
    code: "0x80048d19",
    message: `Error identified in Payload provided by the user for Entity :'leads', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293 ----> InnerException : Microsoft.OData.ODataException: ${inner}`,
  };
}

function commonMetadata({ type, label, required, isCreatable }: Column): Record<string, unknown> {
  return {
    AttributeType: type,
    IsValidForCreate: isCreatable !== false,
    IsValidForUpdate: isCreatable !== false,
    DisplayName: displayName(label),
    RequiredLevel: { Value: required ?? "None", CanBeChanged: true },
  };
}

function kindMetadata({ type, maxLength, format, options = {} }: Column): Record<string, unknown> {
  const list = Object.entries(options).map(([value, label]) => ({ Value: Number(value), Label: displayName(label) }));
  if (type === "Picklist") return { OptionSet: { Options: list }, GlobalOptionSet: null };
  if (type === "Boolean") {
    const [FalseOption, TrueOption] = list;
    return { OptionSet: { TrueOption, FalseOption } };
  }
  if (type === "DateTime") return { Format: format };
  return { MaxLength: maxLength, FormatName: { Value: format } };
}

function displayName(label: string): Record<string, unknown> {
  return {
    LocalizedLabels: [{ Label: label, LanguageCode: 1033 }],
    UserLocalizedLabel: { Label: label, LanguageCode: 1033 },
  };
}
