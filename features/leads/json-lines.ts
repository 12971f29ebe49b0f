export type JsonLine = {
  segments: { text: string; isKey: boolean }[];
  /** The line names a key that Buzón does not know. */
  isNew: boolean;
};

/**
 * JSON as lines to look at. Every token stays as it came, also a key that occurs twice; only where all of them stood on
 * one line they are set on several. `newKeys` are those of `leads.extra`.
 */
export function jsonLines(text: string, newKeys: string[]): JsonLine[] {
  const lines: JsonLine[] = [{ segments: [], isNew: false }];
  const tokens = tokensOf(text);
  for (const token of isOneLine(text) ? spaced(tokens) : tokens) {
    for (const [index, part] of token.text.split(/\r\n|\r|\n/).entries()) {
      if (index > 0) lines.push({ segments: [], isNew: false });
      const line = lines.at(-1);
      if (!line || part === "") continue;
      line.segments.push({ text: part, isKey: token.key !== null });
      line.isNew ||= token.key !== null && newKeys.includes(token.key);
    }
  }
  return lines;
}

/** Whether `jsonLines` sets it on more lines than it has. */
export function isOneLine(text: string): boolean {
  return !/[\r\n]/.test(text.trim());
}

/** `key`: the path of a key, as `leads.extra` writes it; null for everything else. */
type Token = { text: string; key: string | null };

function tokensOf(text: string): Token[] {
  const path: string[] = [];
  const matches = text.matchAll(/("(?:[^"\\]|\\.)*")(?=\s*(:)?)|[{}[\],:]|\s+|[^\s"{}[\],:]+|"/gs);
  return [...matches].map(([token, string, colon]) => {
    if (token === "{" || token === "[") path.push("");
    if (token === "}" || token === "]") path.pop();
    if (!string || !colon) return { text: token, key: null };
    path[Math.max(0, path.length - 1)] = unquoted(string);
    return { text: token, key: path.join(".") };
  });
}

function unquoted(string: string): string {
  try {
    return String(JSON.parse(string));
  } catch {
    return string.slice(1, -1);
  }
}

const MAX_INDENT = 20;

function spaced(tokens: Token[]): Token[] {
  const dense = tokens.filter(({ text }) => text.trim() !== "");
  let depth = 0;
  return dense.map((token, index) => {
    const next = dense[index + 1]?.text ?? "";
    const opens = token.text === "{" || token.text === "[";
    const closes = next === "}" || next === "]";
    if (opens) depth++;
    if (closes) depth--;
    const breaks = token.text === "," || opens !== closes;
    if (token.text === ":") return { ...token, text: ": " };
    return breaks
      ? { ...token, text: `${token.text}\n${"  ".repeat(Math.min(MAX_INDENT, Math.max(0, depth)))}` }
      : token;
  });
}
