import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "#components/ui/markdown.tsx";
import { readGuide } from "#lib/read-guide.ts";

const render = (text: string) => renderToStaticMarkup(<Markdown text={text} linkTo={(href) => href} />);

describe("a document of ours", () => {
  it("has the headings, lists, tables and code it was written with", () => {
    const html = render("# Guide\n\n## HTTPS webhook\n\n1. **One** `x`\n\n       code\n\n| a |\n| - |\n| [b](#c) |\n");
    expect(html).toContain('<h2 id="https-webhook"');
    expect(html).toMatch(/<ol.*<li.*<strong.*One.*<code.*x<\/code>.*<pre/);
    expect(html).toMatch(/<th scope="col"[^>]*>a<\/th>.*<td[^>]*><a href="#c"/);
  });

  it("shows HTML as it is written and keeps no inline styles", () => {
    expect(render("a <script>alert(1)</script> b")).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(render("| a |\n| -: |\n| b |\n")).not.toContain("style=");
  });

  it("leads nowhere where no link is wanted", () => {
    const html = renderToStaticMarkup(<Markdown text="[b](c.md)" linkTo={() => null} />);
    expect(html).toContain("b");
    expect(html).not.toContain("<a");
  });

  it.each(["connectors", "api", "operations"])("leaves no mark of the source in %s", async (name) => {
    const words = render(await readGuide(name)).replace(/<(pre|code)\b.*?<\/\1>/gs, "");
    expect(words).not.toMatch(/\*\*|(^|\s)_\w|^#+ |\]\(|\|\s*-{3}/m);
  });
});
