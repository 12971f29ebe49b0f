"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#features/people/require-session.ts";
import { previewRouting, type RoutingPreview } from "#features/rules/preview-routing.ts";
import { type Routing, routing } from "#features/rules/routing.ts";
import { type SaveRoutingResult, saveRouting } from "#features/rules/save-routing.ts";

const destinationId = z.uuid();

export async function saveRoutingAction(id: string, given: Routing): Promise<SaveRoutingResult> {
  const result = await saveRouting(await requireSession(), destinationId.parse(id), routing.parse(given));
  if (result.ok) revalidatePath(`/destinations/${id}`, "layout");
  return result;
}

export async function previewRoutingAction(given: Routing): Promise<RoutingPreview> {
  return previewRouting(await requireSession(), routing.parse(given));
}
