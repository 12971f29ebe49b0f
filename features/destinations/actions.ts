"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { pauseDestination } from "#features/deliveries/pause-destination.ts";
import { probeDestination } from "#features/deliveries/probe-destination.ts";
import { resumeDestination } from "#features/deliveries/resume-destination.ts";
import { type AddDestinationResult, addDestination } from "#features/destinations/add-destination.ts";
import type { ConnectionForm } from "#features/destinations/connection-form.ts";
import { type RefreshFieldsResult, refreshFields } from "#features/destinations/refresh-fields.ts";
import { renameDestination } from "#features/destinations/rename-destination.ts";
import { limitsForm, type SetLimitsResult, setLimits } from "#features/destinations/set-limits.ts";
import { type SetSecretExpiryResult, setSecretExpiry } from "#features/destinations/set-secret-expiry.ts";
import { type TestConnectionResult, testConnection } from "#features/destinations/test-connection.ts";
import { updateConnection } from "#features/destinations/update-connection.ts";
import { requireSession } from "#features/people/require-session.ts";

export type ChangeResult = { ok: true } | { ok: false; code: "forbidden" | "not_found" | "not_connected" | "invalid" };

const destinationId = z.uuid();
const connector = z.string().max(100);
const name = z.string().trim().min(1).max(100);
const values = z.record(z.string().max(100), z.string().max(10_000));
const form = z.object({ settings: values, credentials: values });

const addition = z.object({ connector, name, form });
const trial = z.object({ connector, destinationId: destinationId.optional(), form });

export async function addDestinationAction(input: z.input<typeof addition>): Promise<AddDestinationResult> {
  return shown(await addDestination(await requireSession(), addition.parse(input)));
}

export async function testConnectionAction(input: z.input<typeof trial>): Promise<TestConnectionResult> {
  return testConnection(await requireSession(), trial.parse(input));
}

export async function updateConnectionAction(id: string, input: ConnectionForm): Promise<TestConnectionResult> {
  return shown(await updateConnection(await requireSession(), destinationId.parse(id), form.parse(input)));
}

export async function pauseDestinationAction(id: string): Promise<ChangeResult> {
  return shown(await pauseDestination(await requireSession(), destinationId.parse(id)));
}

export async function resumeDestinationAction(id: string): Promise<ChangeResult> {
  return shown(await resumeDestination(await requireSession(), destinationId.parse(id)));
}

/** Tries one lead now at a destination on hold; the rest follow if it is taken. */
export async function probeDestinationAction(id: string): Promise<ChangeResult> {
  return shown(await probeDestination(await requireSession(), destinationId.parse(id)));
}

export async function setLimitsAction(id: string, input: z.input<typeof limitsForm>): Promise<SetLimitsResult> {
  return shown(await setLimits(await requireSession(), destinationId.parse(id), limitsForm.parse(input)));
}

/** `expiresOn` as yyyy-mm-dd; null when it is not known. */
export async function setSecretExpiryAction(id: string, expiresOn: string | null): Promise<SetSecretExpiryResult> {
  const day = z.iso.date().nullable().parse(expiresOn);
  return shown(await setSecretExpiry(await requireSession(), destinationId.parse(id), day));
}

export async function renameDestinationAction(id: string, input: string): Promise<ChangeResult> {
  const session = await requireSession();
  const parsed = name.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  return shown(await renameDestination(session, destinationId.parse(id), parsed.data));
}

export async function refreshFieldsAction(id: string): Promise<RefreshFieldsResult> {
  return refreshFields(await requireSession(), destinationId.parse(id), { force: true });
}

/** Waiting leads and warnings stand in the frame of every page. */
function shown<Result extends { ok: boolean }>(result: Result): Result {
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
