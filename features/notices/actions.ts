"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { type DismissResult, dismissNotice } from "#features/notices/dismiss-notice.ts";
import { requireSession } from "#features/people/require-session.ts";

export async function dismissNoticeAction(id: string): Promise<DismissResult> {
  const result = await dismissNotice(await requireSession(), z.uuid().parse(id));
  if (result.ok) revalidatePath("/", "layout");
  return result;
}
