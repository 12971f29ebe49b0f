import { generateKeyPairSync, randomUUID } from "node:crypto";
import { type Adapter, errors, Provider } from "oidc-provider";
import { type FakeServer, startListener } from "#connectors/fakes/server.ts";

export type FakeEntra = FakeServer & {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  /** How many tokens were given out. */
  issued(): number;
  expireSecret(): void;
};

/**
 * Entra's token endpoint for client credentials, played by `oidc-provider`: it authenticates the client and signs the
 * tokens (RS256, JWKS at /jwks) by OAuth's rules, not by ours.
 *
 * Copied from Entra, as described in learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow and
 * reference-error-codes: the path with the tenant, the scope `<resource>/.default` that decides the audience, error
 * bodies with `error_codes` and an `AADSTS` sentence ending in trace and correlation ids, an unknown tenant,
 * application or resource (of `resources`, when given) and an expired secret.
 */
export async function startEntra({
  port,
  ttlSeconds = 3599,
  tenantId = randomUUID(),
  clientId = randomUUID(),
  clientSecret = `fake~${randomUUID()}`,
  resources,
}: {
  port?: number;
  ttlSeconds?: number;
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
  resources?: string[];
} = {}): Promise<FakeEntra> {
  let issued = 0;
  let isExpired = false;

  const server = await startListener(
    (url) => {
      const provider = createProvider(url, { tenantId, clientId, clientSecret, ttlSeconds, resources });
      provider.use(async (ctx, next) => {
        const [, tenant] = TOKEN_PATH.exec(ctx.path) ?? [];
        if (!tenant) return next();
        if (tenant !== tenantId) return refuse(ctx, "tenant_unknown");
        await next();
        if (ctx.status === 200 && isExpired) return refuse(ctx, "secret_expired");
        if (ctx.status === 200) issued += 1;
        else refuse(ctx, reasonOf(ctx, clientId));
      });
      return provider.callback();
    },
    { port },
  );
  return {
    ...server,
    tenantId,
    clientId,
    clientSecret,
    issued: () => issued,
    expireSecret() {
      isExpired = true;
    },
  };
}

type Context = Parameters<Parameters<Provider["use"]>[0]>[0];

const TOKEN_PATH = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;

function createProvider(
  url: string,
  app: { tenantId: string; clientId: string; clientSecret: string; ttlSeconds: number; resources?: string[] },
): Provider {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return new Provider(url, {
    clients: [
      {
        client_id: app.clientId,
        client_secret: app.clientSecret,
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid: "fake" }] },
    adapter: () => KEEPS_NOTHING,
    ttl: { ClientCredentials: app.ttlSeconds },
    cookies: { keys: [randomUUID()] },
    routes: { token: `/${app.tenantId}/oauth2/v2.0/token`, jwks: "/jwks" },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx) => String(ctx.oidc.params?.scope).replace(/\/\.default$/, ""),
        getResourceServerInfo(_ctx, resource) {
          if (app.resources && !app.resources.includes(resource)) throw new errors.InvalidTarget();
          return {
            scope: `${resource}/.default`,
            audience: resource,
            accessTokenFormat: "jwt",
            accessTokenTTL: app.ttlSeconds,
            jwt: { sign: { alg: "RS256" } },
          };
        },
      },
    },
  });
}

/** The tokens are JWTs: whoever wants to check one needs the public key and nothing of ours. */
const KEEPS_NOTHING: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

const REASONS = {
  tenant_unknown: [
    400,
    "invalid_request",
    90002,
    "Tenant not found. Check to make sure you have the correct tenant ID.",
  ],
  application_unknown: [400, "unauthorized_client", 700016, "Application was not found in the directory."],
  secret_wrong: [
    401,
    "invalid_client",
    7000215,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.",
  ],
  secret_expired: [401, "invalid_client", 7000222, "The provided client secret keys are expired."],
  resource_unknown: [400, "invalid_resource", 500011, "The resource principal was not found in the tenant."],
  malformed: [400, "invalid_request", 900144, "The request body is incomplete."],
} as const;

function reasonOf(ctx: Context, clientId: string): keyof typeof REASONS {
  const error = new Map(Object.entries(ctx.body ?? {})).get("error");
  if (error === "invalid_client")
    return ctx.oidc.params?.client_id === clientId ? "secret_wrong" : "application_unknown";
  return error === "invalid_target" ? "resource_unknown" : "malformed";
}

function refuse(ctx: Context, reason: keyof typeof REASONS): void {
  const [status, error, number, sentence] = REASONS[reason];
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()];
  ctx.status = status;
  ctx.body = {
    error,
    error_description: `AADSTS${number}: ${sentence} Trace ID: ${trace_id} Correlation ID: ${correlation_id}`,
    error_codes: [number],
    trace_id,
    correlation_id,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  };
}
