import { z } from "zod";
import type { Circumstances } from "#connectors/classify.ts";
import type { Context, HttpAnswer, Refusal, TestCheck, TestResult } from "#connectors/connector.ts";
import { callMarketo, type MarketoCredentials, type MarketoSettings, marketoError } from "#connectors/marketo-api.ts";
import { marketoRefusal } from "#connectors/marketo-errors.ts";

type TestSettings = MarketoSettings & { idField: string };

/** Signs in, reads the fields of people, finds out whether it may write, and whether the field for our id is fit. */
export async function testMarketo(
  context: Context<TestSettings, MarketoCredentials>,
  circumstances: Circumstances,
): Promise<TestResult> {
  const account = new URL(context.settings.url).host;
  const described = await callMarketo(context, { method: "GET", path: "leads/describe2.json" }, circumstances);
  if (!described.ok) return { account, checks: [failed("token", described.refusal, tokenFix(described.refusal))] };

  const people = read(described.answer);
  if (!people) {
    const refusal = marketoRefusal(described.answer, {}, circumstances);
    const isToken = refusal.kind === "pause" && refusal.cause === "auth";
    const check = isToken
      ? failed("token", refusal, tokenFix(refusal))
      : failed("people", refusal, peopleFix(refusal, "role_read"));
    return { account, checks: isToken ? [check] : [passed("token"), check] };
  }
  const checks = [passed("token"), passed("people")];

  const refusal = await refusalToWrite(context, circumstances);
  if (refusal) return { account, checks: [...checks, failed("permission", refusal, peopleFix(refusal, "role_write"))] };
  checks.push(passed("permission"));

  const { idField } = context.settings;
  return { account, checks: idField ? [...checks, idFieldCheck(idField, people)] : checks };
}

/**
 * Nothing is written: an update of nobody, since ids start at 1, that changes nothing. Who may not write is told so
 * (603), everybody else that there is no such person (1004).
 */
async function refusalToWrite(
  context: Context<TestSettings, MarketoCredentials>,
  circumstances: Circumstances,
): Promise<Refusal | null> {
  const body = JSON.stringify({ action: "updateOnly", lookupField: "id", input: [{ id: 0 }] });
  const reply = await callMarketo(context, { method: "POST", path: "leads.json", body }, circumstances);
  if (!reply.ok) return reply.refusal;
  return marketoError(reply.answer)?.isOfRecord ? null : marketoRefusal(reply.answer, {}, circumstances);
}

type People = { searchableFields: string[][]; fields: { name: string; updateable: boolean }[] };

const describe2Schema = z.object({
  success: z.literal(true),
  result: z.tuple([
    z.object({
      searchableFields: z.array(z.array(z.string())),
      fields: z.array(z.object({ name: z.string(), updateable: z.boolean().default(true) })),
    }),
  ]),
});

function read(answer: HttpAnswer): People | null {
  const parsed = answer.ok && answer.status === 200 ? describe2Schema.safeParse(answer.json) : null;
  return parsed?.success ? parsed.data.result[0] : null;
}

function idFieldCheck(idField: string, { searchableFields, fields }: People): TestCheck {
  const field = fields.find(({ name }) => name === idField);
  if (!field) return { name: "id_field", ok: false, message: idField, fix: "no_such_field" };
  const isFit = field.updateable && searchableFields.some((names) => names.length === 1 && names[0] === idField);
  return isFit ? passed("id_field") : { name: "id_field", ok: false, message: idField, fix: "field_not_searchable" };
}

function passed(name: string): TestCheck {
  return { name, ok: true };
}

function failed(name: string, { message }: Refusal, fix: string): TestCheck {
  return { name, ok: false, message, fix };
}

const TOKEN_FIXES = new Map([
  ["invalid_client", "client_wrong"],
  ["unauthorized", "client_wrong"],
  ["dns", "not_marketo"],
  ["not_found", "not_marketo"],
  ["redirect", "not_marketo"],
  ["private_address", "private"],
  ["not_https", "private"],
]);

function tokenFix({ kind, code }: Refusal): string {
  return TOKEN_FIXES.get(code) ?? (kind === "retry" ? "marketo_away" : "marketo_refused");
}

function peopleFix(refusal: Refusal, role: string): string {
  if (refusal.code === "607") return "quota";
  if (refusal.kind === "retry") return "marketo_away";
  return refusal.kind === "pause" && refusal.cause === "permission" ? role : "not_marketo";
}
