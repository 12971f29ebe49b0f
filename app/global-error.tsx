"use client";
import "./globals.css";
import { Logo } from "#components/ui/logo.tsx";
import { LAST_WORDS } from "#i18n/last-words.ts";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** When not even the page around the pages can be made: no messages, no session, nothing that can fail again. */
export default function EverythingFailed({ error, reset }: Props) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col items-center justify-center gap-6 bg-surface px-6 text-center">
        <title>Buzón</title>
        <Logo />
        {Object.entries(LAST_WORDS).map(([language, words]) => (
          <div key={language} lang={language} className="max-w-md text-base text-ink-2">
            <p>{words.text}</p>
            <button type="button" className="link mt-2" onClick={reset}>
              {words.again}
            </button>
          </div>
        ))}
        {error.digest && <code className="font-mono text-ink-3 text-xs">{error.digest}</code>}
      </body>
    </html>
  );
}
