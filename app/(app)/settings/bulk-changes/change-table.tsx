import { useTranslations } from "next-intl";
import { type Named, useOrderWords } from "#components/bulk/use-order-words.ts";
import { Moment } from "#components/moment.tsx";
import type { ListedChange } from "#features/bulk/list-bulk-changes.ts";
import { UndoChange } from "./undo-change.tsx";

type Clock = { now: Date; timeZone: string };

/** The newest first. On a phone the columns beside what was done stand below it. */
export function ChangeTable({
  changes,
  people,
  destinations,
  ...clock
}: { changes: ListedChange[]; people: readonly Named[]; destinations: readonly Named[] } & Clock) {
  const t = useTranslations("bulkChanges");
  const order = useOrderWords({ people, destinations });
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">{t("title")}</caption>
      <thead className="bg-sunken text-ink-2 text-xs">
        <tr className="h-8 border-line border-b">
          <th scope="col" className="pl-4 font-medium md:pl-6">
            {t("what")}
          </th>
          <th scope="col" className="w-40 px-3 font-medium max-md:hidden">
            {t("who")}
          </th>
          <th scope="col" className="w-32 px-3 font-medium max-md:hidden">
            {t("when")}
          </th>
          <th scope="col" className="w-52 px-3 font-medium max-lg:hidden">
            {t("result")}
          </th>
          <th scope="col" className="w-28 pr-4 md:pr-6">
            <span className="sr-only">{t("actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <ChangeRow key={change.id} change={change} words={order(change.order)} {...clock} />
        ))}
      </tbody>
    </table>
  );
}

function ChangeRow({ change, words, now, timeZone }: { change: ListedChange; words: string } & Clock) {
  const t = useTranslations("bulkChanges");
  const name = change.undoes ? t("undone", { name: words }) : words;
  const when = <Moment date={change.createdAt} now={now} timeZone={timeZone} />;
  return (
    <tr className="border-line border-b">
      <td className="py-2 pr-3 pl-4 md:pl-6">
        <span className="wrap-anywhere line-clamp-2 font-medium">{name}</span>
        <span className="block truncate font-mono text-ink-2 text-xs" title={change.filter}>
          {change.filter || t("all")}
        </span>
        <span className="block text-ink-2 text-xs md:hidden">
          {change.createdBy} · {when}
        </span>
        <span className="block text-ink-2 text-xs lg:hidden">
          <Result change={change} />
        </span>
      </td>
      <td className="truncate px-3 max-md:hidden">{change.createdBy}</td>
      <td className="px-3 text-ink-2 max-md:hidden">{when}</td>
      <td className="px-3 text-ink-2 tabular-nums max-lg:hidden">
        <Result change={change} />
      </td>
      <td className="pr-4 text-right md:pr-6">
        {change.mayUndo && <UndoChange id={change.id} name={t("undone", { name: words })} />}
      </td>
    </tr>
  );
}

function Result({ change: { state, done, total, undoneBy } }: { change: ListedChange }) {
  const t = useTranslations("bulkChanges");
  if (undoneBy) return t("wasUndone", { done });
  if (state === "done" && done < total) return t("partly", { done, left: total - done });
  return t(`state.${state}`, { done, total });
}
