import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Letterbox } from "#components/ui/letterbox.tsx";
import { SegmentLinks } from "#components/ui/segment-links.tsx";
import { countRefusals } from "#features/endpoints/count-refusals.ts";
import { countRequests } from "#features/endpoints/count-requests.ts";
import { getRequest } from "#features/endpoints/get-request.ts";
import { listRequests } from "#features/endpoints/list-requests.ts";
import { REQUEST_RESULTS } from "#features/endpoints/request-result.ts";
import type { Count } from "#features/leads/count-leads.ts";
import { EndpointHeader } from "../endpoint-header.tsx";
import { requireEndpoint } from "../require-endpoint.ts";
import { Refusals } from "./refusals.tsx";
import { RequestPanel } from "./request-panel.tsx";
import { RequestTable } from "./request-table.tsx";
import { readRequestsPlace, requestsHref } from "./requests-place.ts";

const REFUSALS_OF_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { endpoint } = await requireEndpoint((await params).id);
  return { title: (await getTranslations("requests"))("pageTitle", { endpoint: endpoint.name }) };
}

/** Every request that came to one endpoint with a valid key, also those that became no lead, and why. */
export default async function EndpointRequestsPage({ params, searchParams }: Props) {
  const { session, endpoint } = await requireEndpoint((await params).id);
  const place = readRequestsPlace(await searchParams);
  const now = new Date();
  const [t, format, { rows, newer, older }, counts, refusals, open] = await Promise.all([
    getTranslations("requests"),
    getFormatter(),
    listRequests(session, endpoint.id, place),
    countRequests(session, endpoint.id),
    countRefusals(session, endpoint.id, new Date(now.getTime() - REFUSALS_OF_DAYS * DAY_MS)),
    place.request ? getRequest(session, endpoint.id, place.request) : null,
  ]);

  const href = (to: typeof place) => requestsHref(endpoint.id, to);
  const { result } = place;
  const count = ({ count, isMore }: Count) => (isMore ? t("moreThan", { count }) : format.number(count));
  const segments = [
    { label: t("all"), count: count(sumOf(Object.values(counts))), href: href({}), active: !result },
    ...REQUEST_RESULTS.map((name) => ({
      label: t(`results.${name}`),
      count: count(counts[name]),
      href: href({ result: name }),
      active: result === name,
    })),
  ];

  return (
    <>
      <EndpointHeader endpoint={endpoint} tab="requests" now={now} />
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1">
          <Refusals refusals={refusals} />
          <div className="px-4 py-3 md:px-6">
            <SegmentLinks label={t("filter")} segments={segments} />
          </div>
          {rows.length > 0 ? (
            <RequestTable
              rows={rows.map((row) => ({ ...row, href: href({ ...place, request: row.id }) }))}
              openId={open?.id}
              now={now}
              timeZone={session.timeZone}
            />
          ) : (
            <EmptyState art={<Letterbox letter="expected" />} title={t(result ? "noneTitle" : "emptyTitle")}>
              <p>{t("emptyText")}</p>
            </EmptyState>
          )}
          {(newer || older) && (
            <div className="flex justify-end gap-2 px-4 py-3 md:px-6">
              {newer && <ButtonLink href={href({ result, after: newer })}>{t("newer")}</ButtonLink>}
              {older && <ButtonLink href={href({ result, before: older })}>{t("older")}</ButtonLink>}
            </div>
          )}
        </div>
        {open && (
          <RequestPanel request={open} closeHref={href({ ...place, request: undefined })} timeZone={session.timeZone} />
        )}
      </div>
    </>
  );
}

function sumOf(counts: Count[]): Count {
  return { count: counts.reduce((sum, { count }) => sum + count, 0), isMore: counts.some(({ isMore }) => isMore) };
}
