import { useTranslations } from "next-intl";
import { Moment } from "#components/moment.tsx";
import type { ApiKey } from "#features/api-keys/list-api-keys.ts";
import { RevokeKeyDialog } from "./revoke-key-dialog.tsx";

type Clock = { now: Date; timeZone: string };

/** The newest first. On a phone what stands beside the name stands below it. */
export function KeyTable({ keys, ...clock }: { keys: ApiKey[] } & Clock) {
  const t = useTranslations("apiKeys");
  return (
    <table className="w-full table-fixed text-left text-sm">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="bg-sunken text-ink-2 text-xs">
        <tr className="h-8 border-line border-b">
          <th scope="col" className="pl-4 font-medium md:pl-6">
            {t("colName")}
          </th>
          <th scope="col" className="w-36 px-3 font-medium max-md:hidden">
            {t("colKey")}
          </th>
          <th scope="col" className="w-52 px-3 font-medium max-md:hidden">
            {t("colMade")}
          </th>
          <th scope="col" className="w-36 px-3 font-medium max-md:hidden">
            {t("colUsed")}
          </th>
          <th scope="col" className="w-28 pr-4 md:pr-6">
            <span className="sr-only">{t("colActions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} {...clock} />
        ))}
      </tbody>
    </table>
  );
}

function KeyRow({ apiKey, ...clock }: { apiKey: ApiKey } & Clock) {
  const t = useTranslations("apiKeys");
  const { id, name, keyTail, createdBy, createdAt, lastUsedAt } = apiKey;
  const used = lastUsedAt ? <Moment date={lastUsedAt} {...clock} /> : t("never");
  return (
    <tr className="h-11.5 border-line border-b">
      <th scope="row" className="py-2 pr-3 pl-4 text-left font-medium md:pl-6">
        <bdi className="wrap-anywhere">{name}</bdi>
        <span className="block font-normal text-ink-2 text-xs md:hidden">
          {t("endsIn", { tail: keyTail })} · {t("colUsed")}: {used}
        </span>
      </th>
      <td className="px-3 font-mono text-ink-2 text-xs max-md:hidden">…{keyTail}</td>
      <td className="truncate px-3 text-ink-2 max-md:hidden">
        <Moment date={createdAt} {...clock} /> {t("madeBy", { name: createdBy })}
      </td>
      <td className="px-3 text-ink-2 max-md:hidden">{used}</td>
      <td className="pr-4 text-right md:pr-6">
        <RevokeKeyDialog id={id} name={name} />
      </td>
    </tr>
  );
}
