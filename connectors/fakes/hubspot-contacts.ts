import { z } from "zod";
import { errorBody, json, PORTAL_ID, problem, times } from "#connectors/fakes/hubspot-answers.ts";
import { type FakeProperty, propertyProblem } from "#connectors/fakes/hubspot-properties.ts";
import type { FakeReply, FakeRequest } from "#connectors/fakes/server.ts";

/** Contacts of the fake by id, and what its account knows of them. */
export type World = {
  records: Map<string, Record<string, string>>;
  account: { properties: FakeProperty[]; hasIndexed: boolean; namesUrls: boolean };
};

const properties = z.record(z.string(), z.string());
const batch = z.object({
  idProperty: z.string().optional(),
  inputs: z.array(
    z.object({
      id: z.string(),
      idProperty: z.string().optional(),
      properties: properties.optional(),
      objectWriteTraceId: z.string().optional(),
    }),
  ),
});

export function create(world: World, { body }: FakeRequest): FakeReply {
  const values = z.object({ properties }).parse(JSON.parse(body.toString())).properties;
  const refused = refusalOf(world, values, null);
  if (refused) return { status: refused.category === "CONFLICT" ? 409 : 400, body: refused };
  return json(201, contact(world, store(world, values)));
}

export function update(world: World, { body }: FakeRequest, id: string): FakeReply {
  const known = world.records.get(id);
  if (!known) return problem(404, "OBJECT_NOT_FOUND", "resource not found");
  const values = z.object({ properties }).parse(JSON.parse(body.toString())).properties;
  const refused = refusalOf(world, values, id);
  if (refused) return { status: refused.category === "CONFLICT" ? 409 : 400, body: refused };
  world.records.set(id, { ...known, ...values });
  return json(200, contact(world, id));
}

export function archive({ records }: World, _request: FakeRequest, id: string): FakeReply {
  records.delete(id);
  return { status: 204 };
}

export function batchRead(world: World, { body }: FakeRequest): FakeReply {
  const { idProperty, inputs } = batch.parse(JSON.parse(body.toString()));
  const found = inputs.map(({ id }) =>
    idProperty ? findBy(world, idProperty, id) : world.records.has(id) ? id : null,
  );
  const absent = inputs.filter((_input, index) => !found[index]).map(({ id }) => id);
  const results = found.flatMap((id) => (id ? [contact(world, id)] : []));
  if (absent.length === 0) return json(200, { status: "COMPLETE", results, ...times() });
  const message = "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.";
  const error = { status: "error", category: "OBJECT_NOT_FOUND", message, context: { ids: absent } };
  return json(207, { status: "COMPLETE", results, numErrors: 1, errors: [error], ...times() });
}

/** One input at a time is all Buzón sends; with a trace id its error comes inside a 207. */
export function batchUpsert(world: World, { body }: FakeRequest): FakeReply {
  const [input] = batch.parse(JSON.parse(body.toString())).inputs;
  if (!input) return problem(400, "VALIDATION_ERROR", "Invalid input JSON: inputs must not be empty");
  const { id, idProperty = "email", objectWriteTraceId } = input;
  const isUnique =
    idProperty === "email" ||
    world.account.properties.some(({ name, hasUniqueValue }) => name === idProperty && hasUniqueValue);
  if (!isUnique) {
    return problem(
      400,
      "VALIDATION_ERROR",
      `Unable to perform update/upsert by non-unique 0-1 property ${idProperty} in portal ID ${PORTAL_ID}`,
    );
  }
  const known = findBy(world, idProperty, id);
  const values = { ...input.properties, [idProperty]: id };
  const refused = refusalOf(world, values, known);
  if (refused && objectWriteTraceId) {
    const { correlationId: _, errors: __, ...error } = refused;
    const errors = [{ ...error, context: { objectWriteTraceId: [objectWriteTraceId] } }];
    return json(207, { status: "COMPLETE", results: [], numErrors: 1, errors, ...times() });
  }
  if (refused) return { status: refused.category === "CONFLICT" ? 409 : 400, body: refused };
  const stored = store(world, values, known);
  return json(200, {
    status: "COMPLETE",
    results: [{ ...contact(world, stored), new: known === null, objectWriteTraceId }],
    ...times(),
  });
}

const searchSchema = z.object({
  filterGroups: z.array(
    z.object({
      filters: z.array(z.object({ propertyName: z.string(), operator: z.enum(["EQ", "GTE"]), value: z.string() })),
    }),
  ),
});

export function search(world: World, { body }: FakeRequest): FakeReply {
  const { filterGroups } = searchSchema.parse(JSON.parse(body.toString()));
  const matches = [...world.records].filter(([, values]) =>
    filterGroups.some(({ filters }) =>
      filters.every(({ propertyName, operator, value }) =>
        operator === "EQ" ? values[propertyName] === value : Date.parse(values[propertyName] ?? "") >= Number(value),
      ),
    ),
  );
  const results = world.account.hasIndexed ? matches.map(([id]) => contact(world, id)) : [];
  return json(200, { total: results.length, results });
}

function findBy({ records }: World, name: string, value: string): string | null {
  const wanted = value.toLowerCase();
  return [...records].find(([, values]) => values[name]?.toLowerCase() === wanted)?.[0] ?? null;
}

let lastId = 33_450;

function store({ records }: World, values: Record<string, string>, known: string | null = null): string {
  lastId += known ? 0 : 1;
  const id = known ?? String(lastId);
  records.set(id, { createdate: new Date().toISOString(), ...records.get(id), ...values, hs_object_id: id });
  return id;
}

export function contact({ records, account }: World, id: string): Record<string, unknown> {
  const createdAt = records.get(id)?.createdate;
  const url = `https://app-eu1.hubspot.com/contacts/${PORTAL_ID}/record/0-1/${id}`;
  return {
    id,
    properties: records.get(id),
    createdAt,
    updatedAt: createdAt,
    archived: false,
    ...(account.namesUrls && { url }),
  };
}

type Refused = ReturnType<typeof errorBody>;

function refusalOf(world: World, values: Record<string, string>, id: string | null): Refused | null {
  const invalid = Object.entries(values).flatMap(([name, value]) => {
    const found = propertyProblem(name, value, world.account.properties);
    return found ? [{ name, ...found }] : [];
  });
  if (invalid.length > 0) {
    const embedded = invalid.map(({ name, code: error, message }) => ({
      isValid: false,
      message,
      error,
      name,
      localizedErrorMessage: message,
      portalId: PORTAL_ID,
    }));
    return errorBody(
      "VALIDATION_ERROR",
      `Property values were not valid: ${JSON.stringify(embedded)}`,
      invalid.map(({ name, ...detail }) => ({ ...detail, context: { propertyName: [name] } })),
    );
  }
  const owner = values.email ? findBy(world, "email", values.email) : null;
  if (owner && owner !== id) return errorBody("CONFLICT", `Contact already exists. Existing ID: ${owner}`);
  return null;
}
