import type { role } from "#db/schema.ts";

export type Role = (typeof role.enumValues)[number];

/** Who is asking, read from the database at every request. Every query takes its workspace from here. */
export type Session = {
  sessionId: string;
  workspaceId: string;
  workspaceName: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** IANA name: the person's own, else the workspace's. */
  timeZone: string;
};
