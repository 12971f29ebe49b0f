/** What `withDeadline` throws: the work may still have happened, so the caller must treat the outcome as unknown. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
}

/**
 * Settles within `timeoutMs` whatever the work does. Database drivers can leave a promise pending for ever when a
 * connection is cut inside a transaction (postgres.js issues 1154, 1066, 1208), so every call on the intake and worker
 * paths goes through here.
 */
export async function withDeadline<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DeadlineError(`${what} took longer than ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
