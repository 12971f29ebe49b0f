import { useTranslations } from "next-intl";
import { Glyph, type GlyphShape, type GlyphTone } from "#components/glyph.tsx";

/** A delivery's state as people see it: `retry` is `queued` with attempts behind it. */
export type DeliveryMark = "delivered" | "queued" | "sending" | "retry" | "held" | "failed" | "skipped" | "cancelled";

export const DELIVERY_GLYPHS: Record<DeliveryMark, { shape: GlyphShape; tone: GlyphTone; text: string }> = {
  delivered: { shape: "tick", tone: "ok", text: "text-ok" },
  queued: { shape: "dots", tone: "neutral", text: "text-ink-2" },
  sending: { shape: "dots", tone: "neutral", text: "text-ink-2" },
  retry: { shape: "clock", tone: "warn", text: "text-warn" },
  held: { shape: "bars", tone: "neutral", text: "text-ink-2" },
  failed: { shape: "cross", tone: "bad", text: "text-bad" },
  skipped: { shape: "dash", tone: "neutral", text: "text-ink-3" },
  cancelled: { shape: "dash", tone: "neutral", text: "text-ink-3" },
};

/**
 * The state of a delivery. Alone it is a picture named by `label` (default: the state's word); `withText` shows the
 * label beside it.
 */
export function DeliveryGlyph({
  state,
  label,
  size,
  withText = false,
}: {
  state: DeliveryMark;
  label?: string;
  size?: number;
  withText?: boolean;
}) {
  const t = useTranslations("deliveryState");
  const { shape, tone, text } = DELIVERY_GLYPHS[state];
  const words = label ?? t(state);
  if (!withText) return <Glyph shape={shape} tone={tone} size={size} label={words} />;
  return (
    <span className={`inline-flex min-w-0 items-center gap-1.5 font-medium ${text}`}>
      <Glyph shape={shape} tone={tone} size={size} />
      <span className="truncate">{words}</span>
    </span>
  );
}
