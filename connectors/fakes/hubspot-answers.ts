import { randomUUID } from "node:crypto";
import type { FakeReply } from "#connectors/fakes/server.ts";

export const PORTAL_ID = 62515;

export function errorBody(category: string, message: string, errors?: unknown[]) {
  return { status: "error", message, correlationId: randomUUID(), ...(errors && { errors }), category };
}

export function problem(status: number, category: string, message: string, errors?: unknown[]): FakeReply {
  return { status, body: errorBody(category, message, errors) };
}

export function missingScope(scope: string): FakeReply {
  const sentence =
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.";
  const detail = {
    message: "One or more of the following scopes are required.",
    context: { requiredGranularScopes: [scope] },
  };
  return problem(403, "MISSING_SCOPES", sentence, [detail]);
}

export const UNAUTHENTICATED: FakeReply = problem(
  401,
  "INVALID_AUTHENTICATION",
  "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
);

export function times(): Record<string, string> {
  const now = new Date().toISOString();
  return { startedAt: now, completedAt: now };
}

export function json(status: number, body: unknown): FakeReply {
  return { status, headers: { "content-type": "application/json;charset=utf-8" }, body };
}
