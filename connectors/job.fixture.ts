import type { Job } from "#connectors/connector.ts";

/** The first try of a delivery, made at `now`, for the tests of connectors. */
export function createJob({ now, values, ...given }: Partial<Job> & Pick<Job, "values"> & { now: Date }): Job {
  return {
    deliveryId: "7d9f0a4e-52c7-4b7a-9a39-0d7b8e0a5d11",
    attempt: 1,
    firstAttemptAt: now,
    previousUnknown: false,
    whenExists: {},
    values,
    original: { body: new Uint8Array(), contentType: "application/json" },
    receivedAt: now,
    ...given,
  };
}
