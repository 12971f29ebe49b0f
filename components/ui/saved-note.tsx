import { Check } from "lucide-react";

/** Says beside a form's button that it worked; read out when it appears. */
export function SavedNote({ text }: { text: string | null }) {
  return (
    <p role="status" className="flex items-start gap-1.5 text-ok text-sm">
      {text && (
        <>
          <Check className="mt-0.5" />
          {text}
        </>
      )}
    </p>
  );
}
