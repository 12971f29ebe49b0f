import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type TableRow = { key: string; head: ReactNode; cells: ReactNode[] };

/** The numbers of a chart as a table, which opens without JavaScript. The first of `columns` names the rows. */
export function AsTable({ caption, columns, rows }: { caption: string; columns: string[]; rows: TableRow[] }) {
  const t = useTranslations("reports");
  return (
    <details className="mt-2">
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-ink-2 text-xs hover:text-ink max-md:py-3.5">
        {t.rich("asTable", { chart: () => <span className="sr-only">{caption}</span> })}
      </summary>
      <div className="mt-1 max-h-120 overflow-auto">
        <table className="w-full text-sm tabular-nums [overflow-wrap:normal]">
          <caption className="sr-only">{caption}</caption>
          <thead className="text-ink-2 text-xs">
            <tr className="border-line border-b">
              {columns.map((column) => (
                <th key={column} scope="col" className="py-1 pl-3 text-right font-normal first:pl-0 first:text-left">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, head, cells }) => (
              <tr key={key} className="border-line border-b">
                <th scope="row" className="min-w-24 py-0.5 text-left font-normal [overflow-wrap:anywhere]">
                  {head}
                </th>
                {cells.map((cell, index) => (
                  <td key={columns[index + 1]} className="py-0.5 pl-3 text-right">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
