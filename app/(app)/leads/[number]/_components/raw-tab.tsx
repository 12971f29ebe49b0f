import { Download, Info } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { classes } from "#components/ui/classes.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { asCurl } from "#features/leads/as-curl.ts";
import type { LeadDetail } from "#features/leads/get-lead.ts";
import { isOneLine, jsonLines } from "#features/leads/json-lines.ts";
import { getRawBody } from "#features/leads/raw-body.ts";
import type { Session } from "#features/people/session.ts";

/** The request as Microsoft sent it, with the keys marked that Buzón does not know. */
export async function RawTab({ session, lead }: { session: Session; lead: LeadDetail }) {
  const [t, format, raw] = await Promise.all([
    getTranslations("leadPage.raw"),
    getFormatter(),
    getRawBody(session, lead.number),
  ]);
  if (!raw) throw new Error("Every lead was read from a receipt");

  if (lead.erasedAt) return <p className="text-ink-2 text-sm">{t("erased", { bytes: raw.bodyBytes })}</p>;

  const newKeys = Object.keys(lead.extra);
  const facts = [
    format.dateTime(raw.receivedAt, { dateStyle: "medium", timeStyle: "long", hourCycle: "h23", timeZone: "UTC" }),
    t("size", { type: raw.contentType || t("noType"), bytes: raw.bytes.length }),
  ];
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="flex min-w-0 flex-1 flex-wrap gap-x-4 text-ink-2 text-xs">
          <span>{t("asSent")}</span>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <a
          href={`/leads/${lead.number}/raw`}
          download
          className="inline-flex h-8 items-center gap-2 rounded-md px-3 font-medium text-ink-2 text-sm hover:bg-hover hover:text-ink max-md:h-11"
        >
          <Download />
          {t("download")}
        </a>
        <CopyButton
          value={asCurl({ url: raw.url, contentType: raw.contentType, body: raw.text })}
          label={t("curl")}
          variant="ghost"
        />
        <CopyButton value={raw.text} label={t("copy")} variant="secondary" />
      </div>
      <ol className="overflow-x-auto rounded-lg border border-line bg-sunken py-3 font-mono text-xs leading-5">
        {jsonLines(raw.text, newKeys).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity
          <li key={index} className={classes("flex", line.isNew && "bg-accent-soft")}>
            <span aria-hidden className="w-12 shrink-0 select-none pr-4 text-right text-ink-2">
              {index + 1}
            </span>
            <code className="min-w-0 flex-1 whitespace-pre-wrap pr-4 wrap-anywhere">
              {line.segments.map((segment, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a piece of a line has no other identity
                <bdi key={at} dir="ltr" className={segment.isKey ? "text-info" : undefined}>
                  {segment.text}
                </bdi>
              ))}
            </code>
          </li>
        ))}
      </ol>
      <div className="mt-3 flex flex-col gap-1.5 text-ink-2 text-sm">
        {newKeys.length > 0 && <Hint>{t("newKeys", { count: newKeys.length, keys: format.list(newKeys) })}</Hint>}
        {isOneLine(raw.text) && <Hint>{t("oneLine")}</Hint>}
        {raw.brokenAt && (
          <Hint>
            {t("notUtf8", { offset: raw.brokenAt.offset })}{" "}
            <code className="font-mono text-xs">{raw.brokenAt.hex}</code>
          </Hint>
        )}
      </div>
    </>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 wrap-anywhere">
      <Info className="mt-0.5 text-info" />
      <span>{children}</span>
    </p>
  );
}
