import type { ReactNode } from "react";
import { requireDestination } from "./require-destination.ts";

/** Asks for the destination before anything is sent, so that an unknown one is answered with 404. */
export default async function DestinationLayout({
  params,
  children,
}: {
  params: Promise<{ id: string }>;
  children: ReactNode;
}) {
  await requireDestination((await params).id);
  return children;
}
