import type { ReactNode } from "react";
import { ClientMessages } from "#components/client-messages.tsx";

export default function DeliveriesLayout({ children }: { children: ReactNode }) {
  return <ClientMessages section="deliveries">{children}</ClientMessages>;
}
