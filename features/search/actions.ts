"use server";
import { z } from "zod";
import { requireSession } from "#features/people/require-session.ts";
import { listPlaces, type Places } from "#features/search/list-places.ts";
import { type FoundLead, searchLeads } from "#features/search/search-leads.ts";

const typed = z.string().max(300);

export async function searchLeadsAction(words: string): Promise<FoundLead[]> {
  return searchLeads(await requireSession(), typed.parse(words), new Date());
}

export async function listPlacesAction(): Promise<Places> {
  return listPlaces(await requireSession());
}
