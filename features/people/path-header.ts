/** proxy.ts names the page that is asked for here, so that signing in can come back to it. */
export const PATH_HEADER = "x-buzon-path";
