/** The code of a system error ("ENOENT", "EADDRINUSE"), or of one of Node's own; null for any other error. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
