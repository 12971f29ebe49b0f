import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getConnectorView } from "#features/destinations/list-connectors.ts";
import { DestinationHeader } from "../destination-header.tsx";
import { requireDestination } from "../require-destination.ts";
import { ChangeConnection } from "./change-connection.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("destinations"))("tab.connection") };
}

/** Where a destination is and how Buzón signs in there. */
export default async function ConnectionPage({ params }: { params: Promise<{ id: string }> }) {
  const destination = await requireDestination((await params).id);
  const connector = getConnectorView(destination.connector) ?? notFound();

  return (
    <>
      <DestinationHeader destination={destination} tab="connection" />
      <ChangeConnection
        connector={connector}
        destinationId={destination.id}
        name={destination.name}
        settings={destination.settings}
        credentialTails={destination.credentialTails}
      />
    </>
  );
}
