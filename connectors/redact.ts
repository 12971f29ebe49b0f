const SECRET_HEADER =
  /^(authorization|proxy-authorization|cookie|set-cookie)$|api-?key|token|secret|password|subscription-key/i;

/** Parameters of a URL or a form that carry a secret by their name; `sig` is Power Automate's, `code` Azure Functions'. */
const SECRET_PARAMETER =
  /((?:^|[?&#;\s])(?:sig|signature|code|key|token|auth|secret|password|api[-_]?key|apikey|hapikey|client_secret|client_assertion|assertion|access_token|refresh_token|id_token)=)([^&#;\s"'<>]+)/gi;

/** The same in JSON, without `code` and `key`, which there name errors and fields. */
const SECRET_PROPERTY =
  /("(?:client_?secret|client_assertion|assertion|access_?token|refresh_?token|id_?token|password|api_?key)"\s*:\s*")((?:[^"\\]|\\.)*)/gi;

/** Enough of a secret to tell two apart, nothing at all of a short one. */
export function mask(secret: string): string {
  return secret.length < 12 ? "••••" : `••••${secret.slice(-4)}`;
}

/** Replaces the secrets wherever they occur: as they are, URL-, form-, JSON- or base64-encoded. */
export function redactText(text: string, secrets: string[]): string {
  return secrets.reduce(replaceSecret, text);
}

export function redactUrl(url: string, secrets: string[]): string {
  return maskMatches(redactText(url, secrets), SECRET_PARAMETER);
}

export function redactHeaders(headers: Record<string, string>, secrets: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADER.test(name) ? mask(value) : redactUrl(value, secrets),
    ]),
  );
}

/** A body of any kind. Parameters are looked for only where the content type says that it is a form. */
export function redactBody(body: string, contentType: string | undefined, secrets: string[]): string {
  const withoutProperties = maskMatches(redactText(body, secrets), SECRET_PROPERTY);
  return contentType?.includes("x-www-form-urlencoded")
    ? maskMatches(withoutProperties, SECRET_PARAMETER)
    : withoutProperties;
}

/** Length of the longest shape a secret can have in a text: a text cut off may hold all but one character of it. */
export function longestForm(secrets: string[]): number {
  return Math.max(0, ...secrets.flatMap(forms).map(({ length }) => length));
}

function replaceSecret(text: string, secret: string): string {
  // Fewer characters would blacken ordinary words; no credential schema accepts so short a secret.
  if (secret.length < 4) return text;
  return text.replace(new RegExp(forms(secret).map(escapeForRegExp).join("|"), "gi"), () => mask(secret));
}

function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const all = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString("base64"),
    bytes.toString("base64url"),
  ];
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function maskMatches(text: string, pattern: RegExp): string {
  return text.replace(
    pattern,
    (_match, name: string, value: string) => name + (value.startsWith("••••") ? value : mask(value)),
  );
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
