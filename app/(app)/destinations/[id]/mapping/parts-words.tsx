import { Token } from "#components/mapping/token.tsx";
import { usePartWords } from "#components/mapping/use-part-words.ts";
import type { MappingPart } from "#connectors/connector.ts";

/** A value as the builder shows it, to read and not to change. */
export function PartsWords({ parts }: { parts: MappingPart[] }) {
  const partWords = usePartWords();
  return (
    <span className="[&>*]:align-middle">
      {parts.map((part, index) =>
        part.kind === "text" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other identity
          <span key={index} className="whitespace-pre-wrap break-words">
            {part.text}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other identity
          <Token key={index} {...partWords(part)} />
        ),
      )}
    </span>
  );
}
