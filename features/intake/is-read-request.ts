/**
 * Whether a request under /api/leads reads leads, which is not the endpoint's business: a list or an export. An address
 * that holds an endpoint's key, which people paste into their browser to see whether it is there, is the endpoint's.
 */
export function isReadRequest(method: string, url: string): boolean {
  const { pathname, searchParams } = new URL(url, "http://buzon.invalid");
  if (pathname === "/api/leads/export") return method === "GET" || method === "HEAD";
  return method === "GET" && /^\/api\/leads\/?$/.test(pathname) && !searchParams.has("key");
}
