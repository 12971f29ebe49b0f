"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type CreateApiKeyResult, createApiKey } from "#features/api-keys/create-api-key.ts";
import { revokeApiKey } from "#features/api-keys/revoke-api-key.ts";
import { requireRole, requireSession } from "#features/people/require-session.ts";

export type AddApiKeyState = CreateApiKeyResult | null;

const keyForm = z.object({ name: z.string() });

export async function addApiKey(_previous: AddApiKeyState, form: FormData): Promise<AddApiKeyState> {
  const session = await requireSession();
  requireRole(session, "admin");
  const created = await createApiKey(session, keyForm.parse(Object.fromEntries(form)).name);
  if (created.ok) revalidatePath("/settings/api-keys");
  return created;
}

export async function endApiKey(id: string): Promise<void> {
  const session = await requireSession();
  requireRole(session, "admin");
  await revokeApiKey(session, z.uuid().parse(id));
  revalidatePath("/settings/api-keys");
}
