import type { z } from "zod";

/**
 * What a connector is: the code for one kind of destination. It knows its CRM's API and nothing of Buzón's tables.
 * docs/connectors.md shows how to add one; connectors/contract.ts is the test every connector passes.
 */
export interface Connector<Settings = unknown, Credentials = unknown> {
  /** Stored with every destination: never rename it. */
  type: string;
  /** The product's own name, the same in every language. */
  label: string;
  /** Two letters for its mark, or an icon for those that are no product. */
  mark: string | { icon: "webhook" | "mail" };
  /** Which group of the gallery it stands in. */
  group: "crm" | "data" | "team";
  /** Tells the screen how to draw the form; `key`s are those of the two schemas. */
  form: FormField[];
  settingsSchema: z.ZodType<Settings>;
  credentialsSchema: z.ZodType<Credentials>;
  /** One line under the name: "contoso.crm4.dynamics.com". Never a credential. */
  summarize(settings: Settings): string;
  limits: { concurrency: number; timeoutMs: number };
  /**
   * Fields of a record at the destination; none when it takes no mapped values. Kept for an hour and while the
   * destination is away. Throws `DescribeError` (describe-error.ts) when the destination does not tell.
   */
  describe(context: Context<Settings, Credentials>): Promise<TargetField[]>;
  /** Values for the fields that nearly everybody wants: the mapping a new destination starts with. */
  defaultMapping(fields: TargetField[]): MappingRow[];
  /** Finds out whether a delivery would work, and writes nothing at the destination. */
  test(context: Context<Settings, Credentials>): Promise<TestResult>;
  /**
   * Makes the record. Never throws for what the destination does; safe to call again with the same job, because
   * `job.deliveryId` is the record's identity wherever the destination lets us choose one.
   */
  deliver(context: Context<Settings, Credentials>, job: Job): Promise<Outcome>;
}

/**
 * One input of a destination's form. Messages: `connectors.<type>.<key>` is its label, `connectors.<type>.<key>-help`
 * the line under it, `connectors.<type>.problems.<code>` what is wrong with it when its schema answers with that code.
 */
export type FormField = {
  key: string;
  kind: "text" | "url" | "secret" | "choice";
  required: boolean;
  placeholder?: string;
  /** For `choice`; labels: messages `connectors.<type>.<key>-<option>`. */
  options?: string[];
  /** What the form starts with. */
  initial?: string;
  /** Shown only behind "More settings". */
  advanced?: boolean;
  /** Left empty, the schema makes one: a signing secret (signing-secret.ts) that the receiver has to be told. */
  generate?: "whsec";
};

export type Context<Settings, Credentials> = {
  settings: Settings;
  credentials: Credentials;
  http: Http;
  /** Access tokens of this process; single flight, forgotten at 80 % of their life. */
  tokens: TokenCache;
  now(): Date;
};

export type Job = {
  /** A uuid, the same for every try and every replay of this delivery. */
  deliveryId: string;
  /** Counts from 1. */
  attempt: number;
  firstAttemptAt: Date;
  /** The last try may have made the record although its answer never came. */
  previousUnknown: boolean;
  /** Mapped values by field name. */
  values: Record<string, unknown>;
  /** The request body as Microsoft sent it, decompressed. */
  original: { body: Uint8Array; contentType: string };
  receivedAt: Date;
};

export type Outcome =
  | { kind: "delivered"; created: boolean | null; externalId?: string; url?: string; warnings?: string[] }
  /** Try again later. `throttle`: no call at all to this destination before `retryAt`. `unknown`: it may have arrived. */
  | { kind: "retry"; code: string; message: string; retryAt?: Date; throttle?: boolean; unknown?: boolean }
  /** This lead cannot be taken as it is; somebody has to change something. */
  | { kind: "reject"; code: string; message: string; fields?: { field: string; message: string }[] }
  /** No lead can be taken now; hold them all until somebody has changed something. */
  | { kind: "pause"; code: string; message: string; cause: "auth" | "permission" | "config" | "quota" };

/**
 * Every outcome but the good one. `code` is the destination's own where it gave one ("0x80040333", "AADSTS7000215"),
 * else one of classify.ts; messages `connectors.errors.<code>` explain those we know. `message` is the
 * destination's own text, for the codes we do not know and for whoever asks its support.
 */
export type Refusal = Exclude<Outcome, { kind: "delivered" }>;

export type TestResult = { checks: TestCheck[]; account?: string };

/** `name` and `fix` are keys: messages `connectors.<type>.checks.<name>` and `connectors.<type>.fixes.<fix>`. */
export type TestCheck = { name: string; ok: boolean; message?: string; fix?: string };

export type TargetFieldType =
  | "string"
  | "text"
  | "int"
  | "decimal"
  | "bool"
  | "date"
  | "datetime"
  | "email"
  | "phone"
  | "url"
  | "choice";

export type TargetField = {
  name: string;
  /** In the CRM's own words. */
  label: string;
  type: TargetFieldType;
  required: boolean;
  maxLength?: number;
  choices?: { value: string | number; label: string }[];
};

/** How one field of the destination gets its value. */
export type MappingRow = {
  target: string;
  /** Joined without separators; empty parts leave nothing. */
  value: MappingPart[];
  /** Used when `value` comes out empty; then left out when this is empty too. */
  fallback: MappingPart[];
};

export type MappingPart =
  | { kind: "text"; text: string }
  /** `field` is a name of features/mappings/lead-values.ts; the connector layer passes it on without knowing it. */
  | { kind: "field"; field: string; transform?: MappingTransform };

export type MappingTransform = "lower" | "upper" | "trim" | "phone_international" | "email_domain";

export type HttpRequest = {
  method: "GET" | "HEAD" | "POST" | "PATCH" | "PUT" | "DELETE";
  url: string;
  headers?: Record<string, string>;
  /** Sent as it is. */
  body?: string | Uint8Array;
  /** Values that must not be kept with the attempt wherever they occur: tokens, secrets. */
  redact?: string[];
  /** More than 64 KiB are read only where a long answer is expected: lists of fields. */
  maxAnswerBytes?: number;
};

export type HttpAnswer =
  /** Header names in lower case. `json` is undefined unless the whole answer was read and is JSON. */
  | { ok: true; status: number; headers: Record<string, string>; text: string; json: unknown }
  /** No answer. `sent` tells whether the request may have reached the other side. */
  | { ok: false; code: HttpFailure; message: string; sent: boolean };

export type HttpFailure =
  | "dns"
  | "refused"
  | "tls"
  | "timeout"
  | "reset"
  | "private_address"
  | "port"
  | "not_https"
  | "invalid_url";

/** No redirects, one deadline for the whole call, at most 64 KiB of answer, private addresses refused. Never throws. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/** A request and its answer, kept with the attempt; credentials are replaced by dots and their last four characters. */
export type Exchange = {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string | null;
  status: number | null;
  responseHeaders: Record<string, string>;
  responseBody: string | null;
  failure: string | null;
  durationMs: number;
};

export type TokenCache = {
  /** The token under this key, or a new one from `mint` when there is none or it is near its end. */
  get(key: string, mint: () => Promise<Minted>): Promise<Minted>;
  drop(key: string): void;
};

export type Minted = { ok: true; token: string; expiresInSeconds: number } | { ok: false; refusal: Refusal };
