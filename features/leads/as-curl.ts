/**
 * The request as a command for a POSIX shell. `body` is the text of what was sent; where that was not UTF-8 the command
 * sends something else, so the screen says it.
 */
export function asCurl({ url, contentType, body }: { url: string; contentType: string; body: string }): string {
  return [
    `curl -X POST ${quoted(url)}`,
    ...(contentType ? [`-H ${quoted(`content-type: ${contentType}`)}`] : []),
    `--data-binary ${quoted(body)}`,
  ].join(" \\\n  ");
}

/** In single quotes nothing is special to a shell but the quote itself; an "@" at the start would name a file. */
function quoted(text: string): string {
  const safe = text.replaceAll("'", "'\\''");
  return `'${safe.startsWith("@") ? ` ${safe}` : safe}'`;
}
