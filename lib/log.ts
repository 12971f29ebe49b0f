import pino from "pino";
import { loggableError } from "#lib/loggable-error.ts";

/**
 * Structured log on standard output. Log ids, states and counts, never what a lead says about a person, never a key,
 * a body or a header.
 */
export const log = pino({
  level: process.env.LOG_LEVEL || (process.env.NODE_ENV === "test" ? "silent" : "info"),
  base: undefined,
  formatters: { level: (label) => ({ level: label }) },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: loggableError },
});
