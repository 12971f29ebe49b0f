import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Exchange } from "#connectors/connector.ts";

/** What was sent and answered, word for word, credentials as dots. The last request is the one that counts. */
export function Exchanges({ exchanges, destination }: { exchanges: Exchange[]; destination: string }) {
  const t = useTranslations("delivery");
  const [before, last] = [exchanges.slice(0, -1), exchanges.at(-1)];
  if (!last) return <p className="mt-3 text-ink-2 text-sm">{t("nothingSent", { destination })}</p>;

  return (
    <>
      <Pair exchange={last} destination={destination} />
      {before.length > 0 && (
        <details className="mt-5">
          <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 text-sm hover:text-ink max-md:py-3">
            {t("before", { count: before.length })}
          </summary>
          {before.map((exchange, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a request has no other identity
            <Pair key={index} exchange={exchange} destination={URL.parse(exchange.url)?.host ?? exchange.url} />
          ))}
        </details>
      )}
    </>
  );
}

function Pair({ exchange, destination }: { exchange: Exchange; destination: string }) {
  const t = useTranslations("delivery");
  return (
    <>
      <Part label={t("sent")} text={requestText(exchange)} />
      <Part label={t("answered", { destination })} text={answerText(exchange)} />
    </>
  );
}

function Part({ label, text }: { label: string; text: string }) {
  const t = useTranslations("delivery");
  return (
    <section aria-label={label} className="mt-5">
      <div className="mb-1 flex items-center justify-between gap-3">
        <h3 className="text-ink-2 text-sm">{label}</h3>
        <CopyButton value={text} label={t("copy")} variant="ghost" className="-mr-3" />
      </div>
      <CodeBlock text={text} />
    </section>
  );
}

function requestText({ method, url, requestHeaders, requestBody }: Exchange): string {
  return [`${method} ${url}`, ...headerLines(requestHeaders), ...bodyLines(requestBody)].join("\n");
}

function answerText({ url, status, failure, responseHeaders, responseBody }: Exchange): string {
  if (status === null) return failure ?? "";
  return [
    `${url.startsWith("smtp:") ? "SMTP" : "HTTP"} ${status}`,
    ...headerLines(responseHeaders),
    ...bodyLines(responseBody),
  ].join("\n");
}

function headerLines(headers: Record<string, string>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function bodyLines(body: string | null): string[] {
  return body ? ["", indented(body)] : [];
}

/** JSON with line breaks, anything else as it is. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
