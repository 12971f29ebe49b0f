import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What of docs/ is for people who use Buzón. */
const GUIDES = ["connectors", "api", "operations"];

/** Whether docs/ has a guide of this name that the application shows. */
export function isGuide(name: string): boolean {
  return GUIDES.includes(name);
}

/** Its Markdown. */
export function readGuide(name: string): Promise<string> {
  if (!isGuide(name)) throw new Error(`docs/ has no guide ${name}`);
  return readFile(join(process.cwd(), "docs", `${name}.md`), "utf8");
}
