import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Markdown } from "#components/ui/markdown.tsx";
import { requireSession } from "#features/people/require-session.ts";
import { isGuide, readGuide } from "#lib/read-guide.ts";

type Props = { params: Promise<{ page: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await params;
  return isGuide(page) ? { title: titleOf(await readGuide(page)) } : {};
}

/** The guides of docs/, where words about an error lead to. They are in English. */
export default async function GuidePage({ params }: Props) {
  await requireSession();
  const { page } = await params;
  if (!isGuide(page)) notFound();
  return (
    <article lang="en" className="max-w-200 px-4 py-8 md:px-6">
      <Markdown text={await readGuide(page)} linkTo={linkTo} />
    </article>
  );
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? "Buzón";
}

/** To another guide, to a heading of this one or out; what is only in the source code is no link here. */
function linkTo(href: string): string | null {
  if (/^(https:|#)/.test(href)) return href;
  const [, name = "", anchor = ""] = /^(\w+)\.md(#.*)?$/.exec(href) ?? [];
  return isGuide(name) ? `/docs/${name}${anchor}` : null;
}
