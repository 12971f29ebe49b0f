import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "#features/people/path-header.ts";
import { signInPath } from "#features/people/safe-return.ts";
import { sessionCookie } from "#features/people/session-cookie.ts";

/**
 * What every page and form passes through: a content security policy with a nonce of its own, and the way to sign in for
 * browsers that bring no session. It guards nothing: each page and action asks the database who is asking.
 */
export function proxy(request: NextRequest): NextResponse {
  if (isForeignForm(request)) return new NextResponse(null, { status: 403 });

  const { pathname, search } = request.nextUrl;
  if (!isOpen(pathname) && !request.cookies.has(sessionCookie().name)) {
    // Next sends only the path of an address of its own, so a proxy in front of it does no harm.
    return NextResponse.redirect(new URL(signInPath(pathname + search), request.url));
  }

  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, pathname + search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("cache-control", "private, no-store");
  return response;
}

/** Leads, live news, health checks and files are none of its business, and bodies that pass here are cut at 10 MB. */
export const config = {
  matcher: ["/((?!api/leads|api/live|api/health|api/ready|_next/static|_next/image|icon.svg|logo.svg|favicon.ico).*)"],
};

const OPEN_PATHS = ["/sign-in", "/setup", "/api/"];

function isOpen(pathname: string): boolean {
  return OPEN_PATHS.some((open) => pathname === open || pathname.startsWith(open));
}

/**
 * Forms of other sites. Next compares the Origin of server actions with the host, but lets requests without one pass,
 * and browsers send `null` for forms in sandboxed frames. /api/auth has next-auth's own token against this.
 */
function isForeignForm({ method, headers, nextUrl }: NextRequest): boolean {
  if (method === "GET" || method === "HEAD" || nextUrl.pathname.startsWith("/api/")) return false;
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  return (site !== null && site !== "same-origin") || origin === null || origin === "null";
}

function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates code and Next's injects styles; neither reaches production.
  const isDevelopment = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
