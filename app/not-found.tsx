import { NothingHere } from "#components/nothing-here.tsx";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col bg-surface">
      <NothingHere />
    </main>
  );
}
