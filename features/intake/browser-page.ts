import { ALLOW_POST, COMMON_HEADERS, type IntakeAnswer } from "#features/intake/answers.ts";
import { preferredLocale } from "#i18n/locale.ts";
import { MESSAGES } from "#i18n/messages.ts";
import { sha256 } from "#lib/crypto.ts";

/**
 * What somebody sees who opens an endpoint's address in a browser. It says the same whatever the key, needs nothing
 * else from the server and runs no script.
 */
export function browserPage(acceptLanguage: string | null): IntakeAnswer {
  const locale = preferredLocale(acceptLanguage);
  const { title, lead, what, next } = MESSAGES[locale].intake;
  return {
    status: 405,
    headers: {
      ...COMMON_HEADERS,
      ...ALLOW_POST,
      "content-type": "text/html; charset=utf-8",
      "content-language": locale,
      "content-security-policy": POLICY,
      vary: "Accept, Accept-Language",
    },
    body: `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Buzón</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
<p>${lead}</p>
<p>${what}</p>
<p>${next}</p>
</main>
</html>
`,
  };
}

// Colours of app/tokens.css, which this page cannot load.
const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#f6f4ef, #0f121b); color: light-dark(#161b2c, #efeee9); }
main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.625rem; line-height: 1.25; }
h1::after { content: ""; display: block; width: 3rem; height: 0.4rem; margin-top: 1rem; background: #ffcc1a; }
`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(STYLE).toString("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
