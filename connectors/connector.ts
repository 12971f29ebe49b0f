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
  /** `perMinute`: no more deliveries than that, where the service documents such a limit. */
  limits: { concurrency: number; timeoutMs: number; perMinute?: number };
  /**
   * What keeps a second try from making a second record. `delivery`: our id is the record's, or is kept in it.
   * `person`: a record with the same e-mail is found and filled in. `none`: nothing, so a try whose answer was lost is
   * not repeated until a person says so.
   */
  identity: "delivery" | "person" | "none";
  /** Whether it can meet a record that is there already and change it, so that `whenExists` of a row means something. */
  updatesExisting: boolean;
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
  /**
   * Deletes a record that `deliver` made, for test records; null when it is gone, also if it was gone before. Absent
   * where nothing can be taken back: a message that was sent.
   */
  remove?(context: Context<Settings, Credentials>, record: MadeRecord): Promise<Refusal | null>;
}

/** What is known of a record after `deliver`. */
export type MadeRecord = { deliveryId: string; externalId: string | null };

/**
 * One input of a destination's form. Messages: `connectors.<type>.<key>` is its label, `connectors.<type>.<key>-help`
 * the line under it, `connectors.<type>.problems.<code>` what is wrong with it when its schema answers with that code.
 */
export type FormField = {
  key: string;
  /** `number` and `date` (yyyy-mm-dd) arrive at the schemas as text, like all others. */
  kind: "text" | "url" | "secret" | "choice" | "number" | "date";
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
  mail: SendMail;
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
  /** What becomes of a field whose record is there already, by field name; left out means "overwrite". */
  whenExists: Record<string, WhenExists>;
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

/** For a record that is there already: take the new value, only fill a blank field, or never touch it. */
export type WhenExists = "overwrite" | "if_blank" | "never";

export type TargetField = {
  name: string;
  /** In the CRM's own words. */
  label: string;
  type: TargetFieldType;
  required: boolean;
  maxLength?: number;
  choices?: { value: string | number; label: string }[];
  /** The CRM fills it itself; shown, so that nobody looks for it, and cannot be mapped. */
  readOnly?: boolean;
};

/** How one field of the destination gets its value. */
export type MappingRow = {
  target: string;
  /** Joined without separators; empty parts leave nothing. */
  value: MappingPart[];
  /** Used when `value` comes out empty; then left out when this is empty too. */
  fallback: MappingPart[];
  /** When nothing comes out at all: leave the field out (as without this), or stop the lead until a person looks. */
  whenEmpty?: "omit" | "stop";
  whenExists?: WhenExists;
};

export type MappingPart =
  | { kind: "text"; text: string }
  | FieldPart
  /** The first of these that a lead has. */
  | { kind: "first"; fields: FieldPart[] };

export type FieldPart = {
  kind: "field";
  /** A name of features/mappings/lead-values.ts; the connector layer passes it on without knowing it. */
  field: string;
  transform?: MappingTransform;
  /** Cut to so many characters. */
  maxLength?: number;
  /** Other words for some values: "PLT" becomes "Hot". Compared without regard to case; `otherwise` is for the rest. */
  replace?: { from: string; to: string }[];
  otherwise?: string;
};

export type MappingTransform =
  | "lower"
  | "upper"
  | "title"
  | "trim"
  | "first_word"
  | "after_first_word"
  | "phone_international"
  | "phone_e164"
  | "email_domain"
  | "country_code"
  | "country_code3"
  | "country_name"
  | "date";

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

export type MailRequest = {
  server: MailServer;
  /** Null: sign in and leave again. */
  message: MailMessage | null;
};

/** 465 is encrypted from the start, any other port after STARTTLS. Without a `user` nobody signs in. */
export type MailServer = { host: string; port: number; user: string; password: string };

export type MailMessage = {
  /** With its angle brackets; the same for every try. */
  id: string;
  from: { name: string; address: string };
  to: string[];
  replyTo: string | null;
  subject: string;
  text: string;
  html: string;
};

export type MailAnswer =
  /** `refused`: recipients the server did not take, while it took others. */
  | { ok: true; reply: string; isEncrypted: boolean; refused: { address: string; reply: string }[] }
  /** `sent` tells whether the mail may be on its way nevertheless. */
  | { ok: false; code: MailFailure; message: string; sent: boolean };

export type MailFailure =
  | Extract<HttpFailure, "dns" | "refused" | "tls" | "timeout" | "reset" | "private_address">
  | "mail_port"
  | "mail_no_tls"
  | "mail_protocol"
  | "mail_sign_in"
  | "mail_sender"
  | "mail_recipients"
  | "mail_too_large"
  | "mail_content"
  | "mail_busy"
  | "mail_later";

/** The way out for mail: guarded like `Http`, one deadline for the whole conversation. Never throws. */
export type SendMail = (request: MailRequest) => Promise<MailAnswer>;

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

export type Minted =
  /** `apiUrl`: where the token is good, for services that say so when they give it out. */
  { ok: true; token: string; expiresInSeconds: number; apiUrl?: string } | { ok: false; refusal: Refusal };
