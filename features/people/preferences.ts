import { eq, sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { db } from "#db/client.ts";
import { users } from "#db/schema.ts";

export const DENSITIES = ["comfortable", "compact"] as const;

const fields = {
  /** How high the rows of the inbox are. */
  density: z.enum(DENSITIES),
  /** Single letters are commands (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** The browser announces new leads while Buzón stands behind. */
  notify: z.boolean(),
};

/** How a person likes to work; it goes with them from browser to browser. */
export type Preferences = z.infer<z.ZodObject<typeof fields>>;
export type Density = Preferences["density"];

/** What is missing, or was written by another version, is as for somebody new. */
const stored = z.object({
  density: fields.density.catch("comfortable"),
  singleKeys: fields.singleKeys.catch(true),
  notify: fields.notify.catch(false),
});

/** What of them may be set, each by itself. */
export const preferenceChange = z.strictObject(fields).partial();
export type PreferenceChange = z.infer<typeof preferenceChange>;

/** Asks the database once per request. */
export const getPreferences = cache(async (userId: string): Promise<Preferences> => {
  const [found] = await db.select({ preferences: users.preferences }).from(users).where(eq(users.id, userId));
  return stored.parse(found?.preferences ?? {});
});

/** Sets these and keeps the others. */
export async function savePreferences(userId: string, change: PreferenceChange): Promise<void> {
  await db
    .update(users)
    .set({ preferences: sql`${users.preferences} || ${JSON.stringify(change)}::jsonb` })
    .where(eq(users.id, userId));
}
