"use client";
import { Failure } from "#components/failure.tsx";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function AppFailed({ error, reset }: Props) {
  return <Failure digest={error.digest} reset={reset} />;
}
