import type { ReactNode } from "react";
import { ClientMessages } from "#components/client-messages.tsx";

export default function DestinationsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages section="destinations">{children}</ClientMessages>;
}
