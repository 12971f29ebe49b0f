import { Fragment } from "react";
import { classes } from "#components/ui/classes.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** Text of a machine, with what is written to the clipboard if it may be copied. */
export function CodeBlock({
  text,
  copyLabel,
  lineNumbers = false,
  markedLine,
  markedColumn,
  className,
}: {
  text: string;
  /** Without it there is no copy button. */
  copyLabel?: string;
  lineNumbers?: boolean;
  /** The line, from 1, that a problem is about. */
  markedLine?: number;
  /** The character of that line, from 1, at which it begins. */
  markedColumn?: number;
  className?: string;
}) {
  return (
    <div className={classes("relative rounded-md border border-line bg-sunken", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <pre tabIndex={0} className={classes("overflow-x-auto py-2.5 font-mono text-xs", copyLabel && "pr-10")}>
        <code className="grid min-w-max grid-cols-[auto_1fr]">
          {text.split("\n").map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity
            <Fragment key={index}>
              <span aria-hidden className={classes("select-none pl-3 text-right text-ink-3", lineNumbers && "pr-3")}>
                {lineNumbers && index + 1}
              </span>
              {index + 1 === markedLine ? (
                <MarkedLine line={line} column={markedColumn} />
              ) : (
                <span className="whitespace-pre pr-3">{line || " "}</span>
              )}
            </Fragment>
          ))}
        </code>
      </pre>
      {copyLabel && <CopyButton value={text} label={copyLabel} className="absolute top-0 right-0 bg-sunken" />}
    </div>
  );
}

function MarkedLine({ line, column }: { line: string; column?: number }) {
  const at = column ? column - 1 : line.length;
  return (
    <span className="whitespace-pre bg-bad-soft pr-3 text-bad">
      {line.slice(0, at)}
      {column && <mark className="bg-bad-icon text-surface">{line.charAt(at) || " "}</mark>}
      {line.slice(at + 1) || " "}
    </span>
  );
}
