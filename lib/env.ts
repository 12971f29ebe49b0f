import { z } from "zod";

/**
 * Everything Buzón reads from the environment, parsed once. `server.ts` fills in DATABASE_URL and BUZON_SECRET when it
 * starts the embedded Postgres and makes the secret, so nothing may call `env()` before that at module level.
 */
const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  DATABASE_URL: z.string().min(1, "DATABASE_URL is not set; start Buzón with npm start, which sets it").optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address to listen on; everything, so that a reverse proxy on another host reaches it. */
  HOST: z.string().default("0.0.0.0"),
  /** The public address, without a trailing slash. Links in mails and the endpoint URL come from here, never from a header. */
  BUZON_URL: z
    .url()
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  BUZON_DATA_DIR: z.string().default(".data"),
  /** Newest first; older ones are kept only to open what they sealed. */
  BUZON_SECRET: z
    .string()
    .transform((secrets) => secrets.split(",").map((secret) => secret.trim()))
    .pipe(z.array(z.string().min(32, "each secret in BUZON_SECRET needs at least 32 characters")).min(1))
    .optional(),
  BUZON_ADMIN_EMAIL: z.email().optional(),
  BUZON_ADMIN_PASSWORD: z.string().optional(),
  /** CIDR ranges of private networks that connectors may reach, comma-separated. */
  BUZON_ALLOW_PRIVATE_NETWORKS: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((range) => range.trim())
        .filter(Boolean),
    ),
  /** Divides every wait of the worker; for tests. */
  BUZON_TIME_SCALE: z.coerce.number().positive().default(1),
  /** Proxies in front of Buzón whose X-Forwarded-For is believed: 0 or 1. */
  BUZON_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(1).default(0),
  /** smtp://user:password@host:587 or smtps://…: for mails Buzón itself sends. Without it, it sends none. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of those mails. */
  SMTP_FROM: z.email().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The parsed environment. Throws one sentence per wrong variable. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The next `env()` reads the environment anew: for what fills it in before the application starts, and for tests. */
export function forgetEnv(): void {
  parsed = undefined;
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable means the same as an absent one: compose files and CI set them that way.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
}
