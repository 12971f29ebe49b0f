import { type MarkedToken, marked, type Token, type Tokens } from "marked";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { headingAnchor } from "#lib/heading-anchor.ts";

/**
 * A document of ours as a page: headings have the ids GitHub gives them, `linkTo` says where a link leads (null: it is
 * shown as text). HTML in the document is shown as it is written.
 */
export function Markdown({ text, linkTo }: { text: string; linkTo: (href: string) => string | null }) {
  return <div className="space-y-4 text-base">{blocks(marked.lexer(text), linkTo)}</div>;
}

type LinkTo = (href: string) => string | null;

function blocks(tokens: Token[], linkTo: LinkTo): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a part of a document has no other identity
  return tokens.filter(isKnown).map((token, index) => <Block key={index} token={token} linkTo={linkTo} />);
}

function Block({ token, linkTo }: { token: MarkedToken; linkTo: LinkTo }): ReactNode {
  switch (token.type) {
    case "heading":
      return <Heading token={token} linkTo={linkTo} />;
    case "paragraph":
      return <p>{inline(token.tokens, linkTo)}</p>;
    case "text":
      return inline([token], linkTo);
    case "code":
      return <CodeBlock text={token.text.trimEnd()} />;
    case "list":
      return <List token={token} linkTo={linkTo} />;
    case "table":
      return <Table token={token} linkTo={linkTo} />;
    case "blockquote":
      return <blockquote className="border-line border-l-2 pl-4 text-ink-2">{blocks(token.tokens, linkTo)}</blockquote>;
    case "space":
    case "def":
      return null;
    default:
      return <p>{token.raw}</p>;
  }
}

const HEADINGS = { 1: "text-2xl", 2: "border-line border-t pt-6 mt-8 text-xl", 3: "text-lg" };

function Heading({ token: { depth, text, tokens }, linkTo }: { token: Tokens.Heading; linkTo: LinkTo }) {
  const words = inline(tokens, linkTo);
  const id = headingAnchor(text);
  if (depth === 1) return <h1 className={classes("font-semibold", HEADINGS[1])}>{words}</h1>;
  const look = classes("scroll-mt-6 font-semibold", depth === 2 ? HEADINGS[2] : HEADINGS[3]);
  return depth === 2 ? (
    <h2 id={id} className={look}>
      {words}
    </h2>
  ) : (
    <h3 id={id} className={look}>
      {words}
    </h3>
  );
}

function List({ token: { ordered, start, items }, linkTo }: { token: Tokens.List; linkTo: LinkTo }) {
  const entries = items.map((item) => (
    <li key={item.raw} className="space-y-3 pl-1">
      {blocks(item.tokens, linkTo)}
    </li>
  ));
  return ordered ? (
    <ol start={start || 1} className="list-decimal space-y-2 pl-6">
      {entries}
    </ol>
  ) : (
    <ul className="list-disc space-y-2 pl-6">{entries}</ul>
  );
}

function Table({ token: { header, rows }, linkTo }: { token: Tokens.Table; linkTo: LinkTo }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <div tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-left text-sm">
        <thead>
          <tr className="border-line border-b">
            {header.map((cell) => (
              <th key={cell.text} scope="col" className="py-2 pr-4 font-medium text-ink-2">
                {inline(cell.tokens, linkTo)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.map((cell) => cell.text).join("|")} className="border-line border-b align-top">
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
                <td key={index} className="py-2 pr-4">
                  {inline(cell.tokens, linkTo)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inline(tokens: Token[] | undefined, linkTo: LinkTo): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a part of a sentence has no other identity
  return tokens?.filter(isKnown).map((token, index) => <Inline key={index} token={token} linkTo={linkTo} />);
}

function Inline({ token, linkTo }: { token: MarkedToken; linkTo: LinkTo }): ReactNode {
  switch (token.type) {
    case "text":
      return token.tokens ? inline(token.tokens, linkTo) : token.text;
    case "escape":
      return token.text;
    case "strong":
      return <strong className="font-semibold">{inline(token.tokens, linkTo)}</strong>;
    case "em":
      return <em>{inline(token.tokens, linkTo)}</em>;
    case "codespan":
      return <code className="break-words rounded-sm bg-sunken px-0.5 font-mono text-sm">{token.text}</code>;
    case "br":
      return <br />;
    case "link":
      return <Anchor token={token} linkTo={linkTo} />;
    default:
      return token.raw;
  }
}

function Anchor({ token: { href, tokens }, linkTo }: { token: Tokens.Link; linkTo: LinkTo }) {
  const target = linkTo(href);
  const words = inline(tokens, linkTo);
  if (!target) return words;
  const isOutside = /^https?:/.test(target);
  return (
    <a
      href={target}
      {...(isOutside && { target: "_blank", rel: "noreferrer" })}
      className="text-link underline underline-offset-4"
    >
      {words}
    </a>
  );
}

/** Without extensions there are no others. */
function isKnown(token: Token): token is MarkedToken {
  return token.type !== "generic";
}
