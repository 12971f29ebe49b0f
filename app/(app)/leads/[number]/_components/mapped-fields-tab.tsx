import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DestinationMark } from "#components/destination-mark.tsx";
import type { LeadDelivery } from "#features/deliveries/deliveries-of-lead.ts";
import { listMappedFields } from "#features/leads/mapped-fields.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import type { Session } from "#features/people/session.ts";

/** What each destination got of the lead, field by field. */
export async function MappedFieldsTab({
  session,
  number,
  deliveries,
}: {
  session: Session;
  number: number;
  deliveries: LeadDelivery[];
}) {
  const [t, destinations] = await Promise.all([
    getTranslations("leadPage"),
    listMappedFields(session, number, deliveries),
  ]);
  if (destinations.length === 0) return <p className="text-ink-2 text-sm">{t("noDestinations")}</p>;
  return destinations.map((destination) => (
    <section key={destination.destinationId} className="mb-8 last:mb-0">
      <div className="mb-2 flex items-center gap-3">
        <DestinationMark connector={destination.connector} size="md" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-sm">{destination.destinationName}</h2>
          <p className="text-ink-2 text-xs">
            {t(destination.isSent ? "sent" : "wouldSend", { version: String(destination.version ?? "none") })}
          </p>
        </div>
        {mayChangeForwarding(session) && (
          <Link className="link text-sm" href={`/destinations/${destination.destinationId}/mapping`}>
            {t("openMapping")}
          </Link>
        )}
      </div>
      {destination.fields.length === 0 ? (
        <p className="border-line border-t py-3 text-ink-2 text-sm">{t("noFields")}</p>
      ) : (
        <table className="w-full table-fixed border-line border-t text-sm">
          <caption className="sr-only">{t("fieldsOf", { destination: destination.destinationName })}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("field")}</th>
              <th scope="col">{t("value")}</th>
            </tr>
          </thead>
          <tbody>
            {destination.fields.map(({ name, label, text }) => (
              <tr key={name} className="border-line border-b align-top">
                <th scope="row" className="w-2/5 py-2 pr-4 text-left font-normal wrap-anywhere">
                  {label}
                  {label !== name && <span className="block font-mono text-ink-3 text-xs">{name}</span>}
                </th>
                <td className="whitespace-pre-line py-2 wrap-anywhere">
                  <bdi>{text}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  ));
}
