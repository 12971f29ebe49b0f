import { Mail, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { DELIVERY_GLYPHS, type DeliveryMark } from "#components/delivery-glyph.tsx";
import { Glyph } from "#components/glyph.tsx";
import { classes } from "#components/ui/classes.ts";

/** By connector type (connectors/registry.ts). Letters of our own, because other companies' logos are theirs. */
const MARKS: Record<string, { sign: ReactNode; tint: string }> = {
  dynamics: { sign: "Dy", tint: "bg-tint-indigo text-on-tint-indigo" },
  hubspot: { sign: "Hs", tint: "bg-tint-orange text-on-tint-orange" },
  salesforce: { sign: "Sf", tint: "bg-tint-sky text-on-tint-sky" },
  marketo: { sign: "Mk", tint: "bg-tint-purple text-on-tint-purple" },
  azure_table: { sign: "Az", tint: "bg-tint-azure text-on-tint-azure" },
  azure_blob: { sign: "Ab", tint: "bg-tint-azure text-on-tint-azure" },
  slack: { sign: "Sl", tint: "bg-tint-pink text-on-tint-pink" },
  teams: { sign: "Te", tint: "bg-tint-violet text-on-tint-violet" },
  webhook: { sign: <Webhook />, tint: "bg-tint-sand text-on-tint-sand" },
  email: { sign: <Mail />, tint: "bg-tint-sand text-on-tint-sand" },
};

const SIZES = {
  sm: "size-5 rounded-sm text-[10px] [&_.lucide]:size-3",
  md: "size-7 rounded-md text-sm",
  lg: "size-8 rounded-md text-lg",
  xl: "size-11 rounded-lg text-xl [&_.lucide]:size-5",
};

/** Any other connector goes by the beginning of its type: a new one needs no line here. */
function otherMark(connector: string): (typeof MARKS)[string] {
  return { sign: connector.charAt(0).toUpperCase() + connector.charAt(1), tint: "bg-tint-sand text-on-tint-sand" };
}

/**
 * A destination as a small square. With the state of a delivery it carries that glyph at its lower right, and `label`
 * says both ("HubSpot: will retry at 14:32"); without a label it is decoration beside the destination's name.
 */
export function DestinationMark({
  connector,
  size = "sm",
  state,
  label,
}: {
  connector: string;
  size?: keyof typeof SIZES;
  state?: DeliveryMark;
  label?: string;
}) {
  const isQuiet = state === "skipped" || state === "cancelled";
  const { sign, tint } = MARKS[connector] ?? otherMark(connector);
  return (
    <span
      {...(label ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true })}
      className={classes("relative inline-block shrink-0", state && (size === "sm" ? "h-5.5 w-7.25" : "h-8 w-9"))}
    >
      <span
        className={classes(
          "flex items-center justify-center font-semibold leading-none",
          SIZES[size],
          isQuiet ? "bg-neutral-soft text-ink-3" : tint,
        )}
      >
        {sign}
      </span>
      {state && (
        <span
          className={classes(
            "absolute rounded-full ring-[1.5px] ring-surface",
            size === "sm" ? "top-2.5 left-4.25" : "top-4 left-5.5",
          )}
        >
          <Glyph {...pick(DELIVERY_GLYPHS[state])} size={12} className="block" />
        </span>
      )}
    </span>
  );
}

function pick({ shape, tone }: (typeof DELIVERY_GLYPHS)[DeliveryMark]) {
  return { shape, tone };
}
