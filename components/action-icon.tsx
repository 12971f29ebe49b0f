import { Ban, CirclePlay, CircleQuestionMark, CreditCard, Download, MessageCircle } from "lucide-react";

const ICONS = {
  contact: MessageCircle,
  install: Download,
  test_drive: CirclePlay,
  purchase: CreditCard,
  dnc: Ban,
};

/** What somebody did, as a picture; the words (messages `action`) stand beside it. */
export function ActionIcon({ action }: { action: string | null }) {
  const Icon = isKnown(action) ? ICONS[action] : CircleQuestionMark;
  return <Icon className={action === "dnc" ? "text-bad" : "text-ink-2"} />;
}

function isKnown(action: string | null): action is keyof typeof ICONS {
  return action !== null && Object.hasOwn(ICONS, action);
}
