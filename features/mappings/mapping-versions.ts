import { and, eq, isNull } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** The two tables, or aliases of them. */
type Destinations = Record<"workspaceId" | "id" | "liveMappingVersion", PgColumn>;
type Mappings = Record<"workspaceId" | "destinationId" | "version", PgColumn>;

/** Joins the version that leads are mapped with. */
export function isLiveOf(destination: Destinations, mapping: Mappings) {
  return and(ofDestination(destination, mapping), eq(mapping.version, destination.liveMappingVersion));
}

/** Joins the draft, of which there is at most one. */
export function isDraftOf(destination: Destinations, mapping: Mappings) {
  return and(ofDestination(destination, mapping), isNull(mapping.version));
}

function ofDestination(destination: Destinations, mapping: Mappings) {
  return and(eq(mapping.workspaceId, destination.workspaceId), eq(mapping.destinationId, destination.id));
}
