import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EscapeTo } from "#components/escape-to.tsx";
import { Glyph } from "#components/glyph.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { IconLink } from "#components/ui/icon-button.tsx";
import type { RequestDetail } from "#features/endpoints/get-request.ts";
import { requestResult } from "#features/endpoints/request-result.ts";
import { byteSize } from "./byte-size.ts";
import { rejectionReason, requestLook } from "./request-words.ts";
import { WhyRejected } from "./why-rejected.tsx";

/** The page stays quick with a quarter of a megabyte of nonsense. */
const MAX_SHOWN_CHARACTERS = 20_000;

const STATUS_TEXTS = { 200: "OK", 400: "Bad Request", 413: "Content Too Large", 422: "Unprocessable Content" };

/** One request: how it ended and why, what was sent and answered. */
export function RequestPanel({
  request,
  closeHref,
  timeZone,
}: {
  request: RequestDetail;
  closeHref: string;
  timeZone: string;
}) {
  const t = useTranslations("requests");
  const format = useFormatter();
  const { state, problem, headers, bodyText, status } = request;
  const { shape, tone, text } = requestLook(state);
  const result = requestResult(state);
  const isRejected = result === "rejected";
  const time = format.dateTime(request.receivedAt, { dateStyle: "long", timeStyle: "long", timeZone });

  return (
    <section
      aria-label={t("panel")}
      className="flex min-w-0 flex-col gap-5 overflow-y-auto border-line bg-surface px-4 py-3 max-lg:fixed max-lg:inset-0 max-lg:z-30 max-md:pb-24 md:px-6 lg:sticky lg:top-0 lg:max-h-dvh lg:w-99 lg:shrink-0 lg:self-stretch lg:border-l"
    >
      <EscapeTo href={closeHref} focus={`request-${request.id}`} />
      <div>
        <div className="flex items-center justify-between gap-3">
          <p className={`flex items-center gap-2 font-medium text-sm ${text}`}>
            <Glyph shape={shape} tone={tone} />
            {t(state === "pending" ? "panelResults.pending" : `panelResults.${result}`)}
          </p>
          <IconLink href={closeHref} scroll={false} label={t("close")} icon={<X />} className="-mr-2" />
        </div>
        <h2 className="mt-1 font-semibold text-lg">{isRejected ? t(`reasons.${rejectionReason(request)}`) : time}</h2>
        {isRejected && <WhyRejected request={request} />}
        {request.leadNumber !== null && (
          <ButtonLink href={`/leads/${request.leadNumber}`} className="mt-3">
            {t("openLead", { lead: `L-${request.leadNumber}` })}
          </ButtonLink>
        )}
      </div>
      <Part label={t("request")}>
        <CodeBlock
          text={[
            `POST /api/leads?key=••••••••`,
            ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
          ].join("\n")}
        />
        <p className="mt-1.5 text-ink-2 text-xs">
          {t("meta", {
            size: byteSize(format, request.bodyBytes),
            address: request.remoteAddress || t("unknownAddress"),
            time,
          })}
        </p>
      </Part>
      <Part label={t("body")}>
        <CodeBlock
          text={bodyText.slice(0, MAX_SHOWN_CHARACTERS).replace(/\r\n?/g, "\n")}
          copyLabel={t("copyBody")}
          lineNumbers
          markedLine={problem?.line}
          markedColumn={problem?.column}
          className="max-h-96 overflow-y-auto"
        />
        {(state === "too_large" || bodyText.length > MAX_SHOWN_CHARACTERS) && (
          <p className="mt-1.5 text-ink-2 text-xs">{t("bodyCut")}</p>
        )}
      </Part>
      {state !== "pending" && (
        <Part label={t("answer")}>
          <CodeBlock text={`HTTP/1.1 ${status} ${STATUS_TEXTS[status]}`} />
        </Part>
      )}
    </section>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-ink-2 text-xs">{label}</h3>
      {children}
    </section>
  );
}
