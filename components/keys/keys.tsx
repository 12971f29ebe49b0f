"use client";
import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { findControl, press } from "#components/keys/controls.ts";
import { runShortcut, useShortcuts } from "#components/keys/handlers.ts";
import { isCovered, isInScope, isTyping, leaveText } from "#components/keys/keyboard.ts";
import { KeysContext, type Person } from "#components/keys/keys-context.ts";
import { matchKey } from "#components/keys/match-key.ts";
import { useLeadCommands } from "#components/keys/use-lead-commands.ts";
import { mayWorkLeads } from "#features/leads/lead-rights.ts";

const loadPalette = () => import("#components/palette/palette.tsx").then(({ Palette }) => ({ default: Palette }));
const loadHelp = () => import("#components/keys/help-sheet.tsx").then(({ HelpSheet }) => ({ default: HelpSheet }));
const Palette = lazy(loadPalette);
const HelpSheet = lazy(loadHelp);

/** The second key of a pair comes within this time or means itself. */
const PAIR_MS = 1_000;

/**
 * The keyboard of the application: one listener that knows the table of shortcuts and asks what stands on the page to do
 * them; with the palette and the help, whose code comes when somebody reaches for a key.
 */
export function Keys({ person, children }: { person: Person; children: ReactNode }) {
  const router = useRouter();
  const [shown, show] = useState<"palette" | "help" | null>(null);
  const isAdmin = person.role === "admin";
  const { singleKeys } = person;
  const commands = useLeadCommands({ ...person, mayWork: mayWorkLeads(person.role) });

  function go(href: string, isAllowed = true) {
    return () => {
      if (isAllowed) router.push(href);
      return isAllowed;
    };
  }

  function open(what: "palette" | "help") {
    return () => {
      show(what);
      return true;
    };
  }

  useShortcuts({
    ...commands,
    palette: open("palette"),
    help: open("help"),
    search: focusSearch,
    filter: () => pressFirst("filter"),
    goInbox: go("/inbox"),
    goDeliveries: go("/deliveries"),
    goReports: go("/reports"),
    goEndpoints: go("/endpoints", isAdmin),
    goDestinations: go("/destinations", isAdmin),
  });

  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    let isReached = false;

    function onKeyDown(event: KeyboardEvent) {
      if (!isReached) loadPalette();
      isReached = true;
      if (event.defaultPrevented || isCovered() || MODIFIERS.has(event.key)) return;
      if (event.key === "Escape" && leaveText(event.target)) return event.preventDefault();
      const match = matchKey(event, first && event.timeStamp - first.at <= PAIR_MS ? first.key : null, singleKeys);
      first = null;
      if (!match) return;
      if ("first" in match) {
        if (!isTyping(event.target)) first = { key: match.first, at: event.timeStamp };
      } else if (isInScope(match.id, event) && runShortcut(match.id, event.key)) {
        event.preventDefault();
      }
    }

    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [singleKeys]);

  const close = () => show(null);
  return (
    <KeysContext
      value={{ person, openPalette: () => show("palette"), openHelp: () => show("help"), reach: loadPalette }}
    >
      {children}
      <Suspense>
        {shown === "palette" && <Palette onClose={close} onHelp={() => show("help")} />}
        {shown === "help" && <HelpSheet onClose={close} />}
      </Suspense>
    </KeysContext>
  );
}

const MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "Meta"]);

function focusSearch(): boolean {
  const box = document.getElementById("search-leads");
  box?.focus();
  if (box instanceof HTMLInputElement) box.select();
  return box !== null;
}

function pressFirst(command: string): boolean {
  const control = findControl(command);
  if (control) press(control);
  return control !== null;
}
