/** The yellow dot of a lead that this person has not read. `label` says so. */
export function UnreadMark({ label }: { label: string }) {
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className="inline-block size-2.25 shrink-0 rounded-full bg-accent ring-[1.5px] ring-unread-ring"
    />
  );
}
