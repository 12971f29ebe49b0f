import Link from "next/link";
import { useFormatter } from "next-intl";

/** How many leads, as the way to them. */
export function CountLink({ count, href }: { count: number; href: string }) {
  const format = useFormatter();
  if (count === 0) return <span className="text-ink-3">{format.number(0)}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex min-h-6 items-center hover:underline max-md:min-h-11 max-md:min-w-11 max-md:justify-end"
    >
      {format.number(count)}
    </Link>
  );
}
