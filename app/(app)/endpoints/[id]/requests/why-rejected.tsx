import { useTranslations } from "next-intl";
import type { RequestDetail } from "#features/endpoints/get-request.ts";
import { problemExcerpt } from "./problem-excerpt.ts";
import { rejectionReason } from "./request-words.ts";

/** Beyond this column a place in the body below is outside the panel. */
const COLUMNS_IN_SIGHT = 40;

/** Why a request was rejected: for JSON the place in words, for long lines with what stands around it. */
export function WhyRejected({ request }: { request: RequestDetail }) {
  const t = useTranslations("requests");
  const { problem, bodyText } = request;
  const reason = rejectionReason(request);
  const place = reason === "invalid_json" && problem?.line ? { line: problem.line, column: problem.column ?? 1 } : null;
  return (
    <div className="mt-1 flex flex-col gap-1.5 text-ink-2 text-sm">
      {problem && place && (
        <>
          <p className="font-medium text-ink">
            {t.has(`syntax.${problem.code}`) ? t(`syntax.${problem.code}`, place) : t("place", place)}
          </p>
          {place.column > COLUMNS_IN_SIGHT && <Excerpt text={bodyText} place={place} />}
        </>
      )}
      <p>{t(`why.${reason}`)}</p>
    </div>
  );
}

function Excerpt({ text, place }: { text: string; place: { line: number; column: number } }) {
  const { before, at, after } = problemExcerpt(text, place);
  return (
    <p className="rounded-md bg-bad-soft px-3 py-2 font-mono text-bad text-xs">
      <bdi>
        {before}
        <mark className="bg-bad-icon text-surface">{at || " "}</mark>
        {after}
      </bdi>
    </p>
  );
}
