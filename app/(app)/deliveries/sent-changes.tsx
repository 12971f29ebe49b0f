import { useTranslations } from "next-intl";
import type { AttemptDetail } from "#features/deliveries/get-delivery.ts";
import { sideBySide } from "#features/deliveries/side-by-side.ts";

/** Which values differ from those of an earlier try. */
export function SentChanges({ now, before }: { now: AttemptDetail; before: AttemptDetail }) {
  const t = useTranslations("delivery");
  const { number } = before;
  const changes = sideBySide(before.sent ?? [], now.sent ?? []).filter((field) => field.before !== field.now);
  if (changes.length === 0) return <p className="mt-4 text-ink-2 text-sm">{t("noChanges", { number })}</p>;
  return (
    <section className="mt-4">
      <h3 className="text-ink-2 text-sm">{t("changes", { number })}</h3>
      <table className="mt-1 w-full table-fixed text-left text-sm">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{t("beforeTry", { number })}</th>
            <th scope="col">{t("thisTry")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((field) => (
            <tr key={field.name} className="border-line border-b align-top [&>*]:py-1.5 [&>*]:pr-3">
              <th scope="row" className="wrap-anywhere font-normal text-ink-2">
                {field.label}
              </th>
              <td className="wrap-anywhere text-ink-2">
                {field.before === null ? t("leftOut") : <del className="decoration-ink-3">{field.before}</del>}
              </td>
              <td className="wrap-anywhere">
                {field.now === null ? (
                  <span className="text-ink-2">{t("leftOut")}</span>
                ) : (
                  <ins className="font-medium no-underline">{field.now}</ins>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
