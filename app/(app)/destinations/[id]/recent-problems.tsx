import { useTranslations } from "next-intl";
import { useErrorWords } from "#components/error-words.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { DestinationDetail } from "#features/destinations/get-destination.ts";

/** What went wrong in the last days, by cause. */
export function RecentProblems({
  destination: { connector, recentProblems },
  now,
  timeZone,
}: {
  destination: DestinationDetail;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("destinations.problems");
  const errorWords = useErrorWords();
  return (
    <section>
      <h2 className="font-semibold text-sm">{t("title")}</h2>
      {recentProblems.length === 0 ? (
        <p className="mt-2 text-ink-2 text-sm">{t("none")}</p>
      ) : (
        <ul className="mt-1">
          {recentProblems.map((problem) => {
            const { code, count, lastAt } = problem;
            const { sentence, fix } = errorWords(connector, problem);
            return (
              <li
                key={code}
                className="grid items-center gap-x-6 gap-y-1 border-line border-b py-2.5 text-sm md:grid-cols-[1fr_minmax(80px,auto)_64px_64px]"
              >
                <div className="min-w-0">
                  <p className="break-words font-medium">{sentence}</p>
                  {fix && <p className="text-ink-2 text-xs">{fix}</p>}
                </div>
                <span className="break-all font-mono text-ink-2 text-xs md:text-right">{code}</span>
                <span className="text-ink-2 tabular-nums md:text-right">{t("times", { count })}</span>
                <span className="text-ink-2 md:text-right">
                  <RelativeTime date={lastAt} now={now} timeZone={timeZone} />
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
