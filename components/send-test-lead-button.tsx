"use client";
import { MailPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { sendTestLeadTo } from "#features/endpoints/actions.ts";
import type { TestLeadResult } from "#features/endpoints/send-test-lead.ts";

/** Posts a test lead to the endpoint, the whole way a lead goes, and says how it went where nobody takes `onSent`. */
export function SendTestLeadButton({
  endpointId,
  label,
  size,
  onSent,
}: {
  endpointId: string;
  label?: string;
  size?: ComponentProps<typeof Button>["size"];
  onSent?: (sent: TestLeadResult) => void;
}) {
  const t = useTranslations("testLead");
  const toast = useToast();
  const [isSending, start] = useTransition();

  function send() {
    start(async () => {
      const sent = await sendTestLeadTo(endpointId);
      if (onSent) onSent(sent);
      else if (!sent.ok) toast.show({ text: t(sent.code), failed: true });
      else if (sent.status >= 300) toast.show({ text: t("refused", { status: sent.status }), failed: true });
      else toast.show({ text: t("sent", { ms: sent.durationMs }) });
    });
  }

  return (
    <Button icon={<MailPlus />} size={size} busy={isSending} busyLabel={t("sending")} onClick={send}>
      {label ?? t("send")}
    </Button>
  );
}
