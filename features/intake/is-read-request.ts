/**
 * Whether a request under /api/leads reads leads, which is not the endpoint's business: a list or an export. An address
 * that holds an endpoint's key, which people paste into their browser to see whether it is there, is the endpoint's.
 */
export function isReadRequest(method: string, url: string): boolean {
  if (method !== "GET") return false;
  const { pathname, searchParams } = new URL(url, "http://buzon.invalid");
  return pathname === "/api/leads/export" || (/^\/api\/leads\/?$/.test(pathname) && !searchParams.has("key"));
}
