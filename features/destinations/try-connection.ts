import type { Connector, TargetField, TestResult } from "#connectors/connector.ts";
import { DescribeError } from "#connectors/describe-error.ts";
import { contextFor } from "#features/deliveries/connection.ts";
import { withDeadline } from "#lib/deadline.ts";

export type TriedConnection = {
  test: TestResult;
  /** Null when the test failed or the destination did not tell its fields. */
  fields: TargetField[] | null;
};

type Values = { settings: unknown; credentials: unknown };

/** Several calls one after the other; a person waits for them. */
const CHECK_TIMEOUT_MS = 60_000;

/** Tests a connection and, if it works, reads the destination's fields. */
export async function tryConnection(connector: Connector, values: Values): Promise<TriedConnection> {
  const test = await runTest(connector, values);
  return { test, fields: works(test) ? await readFields(connector, values) : null };
}

export function runTest(connector: Connector, { settings, credentials }: Values): Promise<TestResult> {
  const context = contextFor(connector, settings, credentials);
  return withDeadline(connector.test(context), CHECK_TIMEOUT_MS, "testing a connection");
}

/** Null when the destination does not tell. */
export async function readFields(
  connector: Connector,
  { settings, credentials }: Values,
): Promise<TargetField[] | null> {
  const context = contextFor(connector, settings, credentials);
  try {
    return await withDeadline(connector.describe(context), CHECK_TIMEOUT_MS, "reading a destination's fields");
  } catch (error) {
    if (error instanceof DescribeError) return null;
    throw error;
  }
}

export function works({ checks }: TestResult): boolean {
  return checks.every(({ ok }) => ok);
}
