import { crc32, inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { zip } from "#lib/zip.ts";

const NOW = new Date("2026-11-23T10:20:30Z");

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

test("every file comes back out, with its name, its bytes and its time", async () => {
  const archive = await made([
    { path: "folder/ünïcode.txt", content: pieces("a".repeat(100_000), "b") },
    { path: "empty.txt", content: [] },
  ]);
  expect(entriesOf(archive)).toEqual([
    { path: "folder/ünïcode.txt", text: `${"a".repeat(100_000)}b`, time: "2026-11-23 10:20:30" },
    { path: "empty.txt", text: "", time: "2026-11-23 10:20:30" },
  ]);
});

test("a reader that stops ends the writing", async () => {
  let isEnded = false;
  async function* endless() {
    try {
      for (;;) yield Buffer.alloc(64 * 1024, Math.random().toString());
    } finally {
      isEnded = true;
    }
  }
  const archive = zip([{ path: "a", content: endless() }], NOW);
  await archive.next();
  await archive.next();
  await archive.return();
  await expect.poll(() => isEnded).toBe(true);
});

test("content that fails makes the archive fail, and never a short one", async () => {
  async function* failing() {
    yield Buffer.from("a");
    throw new Error("The source is gone");
  }
  await expect(made([{ path: "a", content: failing() }])).rejects.toThrow("The source is gone");
});

async function made(entries: Parameters<typeof zip>[0]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of zip(entries, NOW)) parts.push(part);
  return Buffer.concat(parts);
}

/** Read from the directory at the end, as programs that open archives do. */
function entriesOf(archive: Buffer): { path: string; text: string; time: string }[] {
  const end = archive.lastIndexOf("PK\u0005\u0006");
  const count = archive.readUInt16LE(end + 10);
  const entries: { path: string; text: string; time: string }[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const [time, date] = [archive.readUInt16LE(at + 12), archive.readUInt16LE(at + 14)];
    const [crc, packedBytes] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 20)];
    const pathLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const content = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = inflateRawSync(archive.subarray(content, content + packedBytes));
    expect(crc32(bytes)).toBe(crc);
    expect(bytes.length).toBe(archive.readUInt32LE(at + 24));
    entries.push({
      path: archive.toString("utf8", at + 46, at + 46 + pathLength),
      text: bytes.toString(),
      time: `${(date >> 9) + 1980}-${(date >> 5) & 15}-${date & 31} ${time >> 11}:${(time >> 5) & 63}:${(time & 31) * 2}`,
    });
    at += 46 + pathLength;
  }
  return entries;
}
