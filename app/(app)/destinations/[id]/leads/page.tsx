import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { listFilterOptions } from "#features/leads/filter-options.ts";
import { WITH_TESTS } from "#features/leads/lead-filter.ts";
import { mayChangeForwarding } from "#features/mappings/forwarding-rights.ts";
import { requireSession } from "#features/people/require-session.ts";
import { getRouting } from "#features/rules/get-routing.ts";
import { previewRouting } from "#features/rules/preview-routing.ts";
import { CONDITION_FIELDS, EVERY_LEAD } from "#features/rules/routing.ts";
import { DestinationHeader } from "../destination-header.tsx";
import { requireDestination } from "../require-destination.ts";
import { RoutingEditor } from "./routing-editor.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await requireDestination((await params).id);
  return { title: (await getTranslations("routing"))("pageTitle", { destination: name }) };
}

/** Which leads a destination gets: rules in the words of the inbox's filter, tried on the last 100 leads. */
export default async function RoutingPage({ params }: Props) {
  const destination = await requireDestination((await params).id);
  const session = await requireSession();
  const [routing, options] = await Promise.all([
    getRouting(session, destination.id),
    listFilterOptions(session, WITH_TESTS, CONDITION_FIELDS, new Date()),
  ]);
  const saved = routing ?? EVERY_LEAD;

  return (
    <>
      <DestinationHeader destination={destination} tab="leads" />
      <RoutingEditor
        destinationId={destination.id}
        destinationName={destination.name}
        saved={saved}
        savedPreview={await previewRouting(session, saved)}
        options={options}
        mayAct={mayChangeForwarding(session)}
      />
    </>
  );
}
