"use client";
import { Failure } from "#components/failure.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** For what fails outside the frame, or in it. */
export default function PageFailed({ error, reset }: Props) {
  return (
    <main className="flex min-h-dvh flex-col bg-surface">
      <Failure digest={error.digest} reset={reset} />
    </main>
  );
}
