import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getDestination } from "#features/destinations/get-destination.ts";
import { getConnectorView } from "#features/destinations/list-connectors.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";
import { DestinationHeader } from "../destination-header.tsx";
import { ChangeConnection } from "./change-connection.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("destinations"))("tab.connection") };
}

/** Where a destination is and how Buzón signs in there. */
export default async function ConnectionPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await requireSession();
  requireRole(session, "admin", "editor");
  const destination = await getDestination(session, (await params).id);
  const connector = destination && getConnectorView(destination.connector);
  if (!connector) notFound();

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
