/**
 * A part of the Leads module of Zoho CRM: names and lengths as zoho.com/crm/developer/docs/api/v8 and the example of
 * github.com/zoho/crm-oas show them, one field of every kind that must not be offered, and a unique field of one's own.
 */
export type LeadField = {
  api_name: string;
  field_label: string;
  display_label: string;
  data_type: string;
  length: number;
  system_mandatory: boolean;
  read_only: boolean;
  field_read_only: boolean;
  visible: boolean;
  operation_type: { api_create: boolean; api_update: boolean };
  unique: object;
  external: object | null;
  pick_list_values: { display_value: string; actual_value: string }[];
};

export const LEAD_FIELDS: LeadField[] = [
  field("Owner", "Lead Owner", "ownerlookup", 120, { field_read_only: true }),
  field("First_Name", "First Name", "text", 40),
  field("Last_Name", "Last Name", "text", 80, { system_mandatory: true }),
  field("Company", "Company", "text", 200),
  field("Designation", "Title", "text", 100),
  field("Email", "Email", "email", 100),
  field("Phone", "Phone", "phone", 30),
  field("Website", "Website", "website", 255),
  field("Country", "Country", "text", 100),
  field("Lead_Source", "Lead Source", "picklist", 120, {
    pick_list_values: choices("-None-", "Advertisement", "Employee Referral", "Online Store", "Partner"),
  }),
  field("Lead_Status", "Lead Status", "picklist", 120, {
    pick_list_values: choices("-None-", "Attempted to Contact", "Not Contacted", "Lost Lead"),
  }),
  field("No_of_Employees", "No. of Employees", "integer", 16),
  field("Annual_Revenue", "Annual Revenue", "currency", 16),
  field("Email_Opt_Out", "Email Opt Out", "boolean", 5),
  field("Marketplace_Date", "Marketplace Date", "datetime", 120),
  field("Description", "Description", "textarea", 32_000),
  field("Marketplace_Lead_Id", "Marketplace Lead Id", "text", 64, { unique: { casesensitive: false } }),
  field("Campaign", "Campaign", "text", 255),
  field("Lead_Score", "Lead Score", "formula", 16, { read_only: true }),
  field("Created_Time", "Created Time", "datetime", 120, {
    field_read_only: true,
    operation_type: { api_create: false, api_update: false },
  }),
  field("Converted_Account", "Converted Account", "lookup", 120),
  field("Tag", "Tag", "text", 2_000, { visible: false }),
];

/** Requires the company, which the module does not. */
export function leadLayout(): object {
  const fields = LEAD_FIELDS.map(({ api_name, system_mandatory }) => ({
    api_name,
    required: system_mandatory || api_name === "Company",
  }));
  return {
    id: "4150868000000095005",
    name: "Standard",
    status: "active",
    sections: [{ api_name: "LeadInformation1", display_label: "Lead Information", fields }],
  };
}

/** What is wrong with this record, as Zoho says it, or null. */
export function recordProblem(
  values: Record<string, unknown>,
  { isUpdate }: { isUpdate: boolean },
): { code: string; message: string; details: object } | null {
  for (const { api_name, system_mandatory, data_type, length } of LEAD_FIELDS) {
    const value = values[api_name];
    const place = { api_name, json_path: `$.data[0].${api_name}` };
    if (system_mandatory && !isUpdate && (value ?? "") === "") {
      return { code: "MANDATORY_NOT_FOUND", message: "required field not found", details: place };
    }
    if (value === undefined || value === null) continue;
    const [expected, test] = VALUES.get(data_type) ?? ["text", (each: unknown) => typeof each === "string"];
    if (!test(value)) {
      return { code: "INVALID_DATA", message: "invalid data", details: { expected_data_type: expected, ...place } };
    }
    if (typeof value === "string" && value.length > length) {
      return { code: "INVALID_DATA", message: "invalid data", details: { maximum_length: length, ...place } };
    }
  }
  return null;
}

const VALUES = new Map<string, [string, (value: unknown) => boolean]>([
  ["email", ["email", (value) => typeof value === "string" && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)]],
  ["integer", ["integer", Number.isInteger]],
  ["currency", ["double", (value) => typeof value === "number"]],
  ["boolean", ["boolean", (value) => typeof value === "boolean"]],
  [
    "datetime",
    ["datetime", (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value)],
  ],
]);

function field(name: string, label: string, type: string, length: number, given: Partial<LeadField> = {}): LeadField {
  return {
    api_name: name,
    field_label: label,
    display_label: label,
    data_type: type,
    length,
    system_mandatory: false,
    read_only: false,
    field_read_only: false,
    visible: true,
    operation_type: { api_create: true, api_update: true },
    unique: {},
    external: null,
    pick_list_values: [],
    ...given,
  };
}

function choices(...values: string[]): LeadField["pick_list_values"] {
  return values.map((value) => ({ display_value: value, actual_value: value }));
}
