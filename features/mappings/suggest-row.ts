import type { MappingRow, TargetField } from "#connectors/connector.ts";
import type { LeadValueName } from "#features/mappings/lead-values.ts";
import { lettersOf } from "#features/mappings/similar-texts.ts";

/** What nearly everybody puts into a field of this name, or null. */
export function suggestRow(field: TargetField): MappingRow | null {
  if (field.readOnly || !TAKES_TEXT.has(field.type) || field.choices) return null;
  const name = suggestedValue(field);
  if (!name) return null;
  const transform = name === "phone" ? "phone_international" : undefined;
  return { target: field.name, value: [{ kind: "field", field: name, ...(transform && { transform }) }], fallback: [] };
}

/** The lead value whose usual names hold the field's, by its label or its name in the API. */
export function suggestedValue({ name, label }: Pick<TargetField, "name" | "label">): LeadValueName | null {
  return VALUE_BY_NAME.get(lettersOf(label)) ?? VALUE_BY_NAME.get(lettersOf(plainName(name))) ?? null;
}

const TAKES_TEXT: ReadonlySet<TargetField["type"]> = new Set(["string", "text", "email", "phone", "url"]);

/** Without what systems put around names of fields that people made: "new_jobtitle", "Job_Title__c". */
function plainName(name: string): string {
  return name.replace(/^(new|cr[0-9a-f]{3,5}|hs)_/, "").replace(/__c$/i, "");
}

/** Names that CRMs and their users give to these, in English and Spanish, as lettersOf writes them. */
const NAMES: Partial<Record<LeadValueName, string>> = {
  first_name: "firstname givenname forename vorname prenom nombre",
  last_name: "lastname surname familyname nachname nom apellido apellidos",
  full_name: "fullname contactname leadname personname nombrecompleto",
  email: "email emailaddress emailaddress1 workemail businessemail correo correoelectronico mail",
  phone: "phone phonenumber telephone telephone1 businessphone workphone mainphone telefono",
  company: "company companyname organization organisation organizationname account accountname empresa firma",
  title: "jobtitle title position role cargo puesto",
  country_name: "country countryname countryregion address1country billingcountry pais paisregion",
  offer_title: "offer offertitle offername product productname oferta producto",
  action: "action leadaction accion",
  marketplace: "marketplace channel",
  lead_source: "source leadsource originalsource",
  message: "message comment comments mensaje comentarios",
  description: "description notes note descripcion notas",
  lead_url: "leadurl leadlink buzonlink buzonurl",
  received_at: "receivedat receivedon",
};

const VALUE_BY_NAME = new Map<string, LeadValueName>(
  entriesOf(NAMES).flatMap(([value, names]) => names.split(" ").map((name) => [name, value] as const)),
);

function entriesOf<Name extends string>(record: Partial<Record<Name, string>>): [Name, string][] {
  const entries: [Name, string][] = [];
  for (const name in record) {
    const text = record[name];
    if (text !== undefined) entries.push([name, text]);
  }
  return entries;
}
