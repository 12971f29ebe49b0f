export const HOME_PATH = "/inbox";

/** No browser resolves an address against this; it only shows whether a path would leave our origin. */
const ORIGIN = "http://buzon.invalid";

/**
 * The path to go to after signing in. Only a path of ours is followed; anything that a browser would resolve to another
 * origin, or that leads back to signing in, becomes the inbox.
 */
export function safeReturn(wanted: string | null | undefined): string {
  if (!wanted?.startsWith("/") || !URL.canParse(wanted, ORIGIN)) return HOME_PATH;
  const { origin, pathname, search } = new URL(wanted, ORIGIN);
  if (origin !== ORIGIN || pathname.startsWith("//")) return HOME_PATH;
  return isSignInPage(pathname) || pathname.startsWith("/api/") ? HOME_PATH : pathname + search;
}

/** Where somebody signs in and then returns to `path`. */
export function signInPath(path: string | null): string {
  const back = safeReturn(path);
  return back === HOME_PATH ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(back)}`;
}

function isSignInPage(pathname: string): boolean {
  return pathname === "/" || pathname.startsWith("/sign-in") || pathname.startsWith("/setup");
}
