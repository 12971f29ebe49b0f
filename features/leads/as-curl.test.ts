import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { asCurl } from "#features/leads/as-curl.ts";

test("whatever a lead wrote, the shell hands curl exactly that and runs nothing", () => {
  const body = `{"Company": "O'Neil \`id\` $(id) \\"x\\" \\\\ ;\n '' 🙂"}`;
  const command = asCurl({
    url: "https://leads.example/api/leads?key=••••1234",
    contentType: "application/json",
    body,
  });
  const received = execFileSync("sh", ["-c", `curl() { printf '%s\\0' "$@"; }\n${command}`], { encoding: "utf8" });
  expect(received.split("\0")).toEqual([
    "-X",
    "POST",
    "https://leads.example/api/leads?key=••••1234",
    "-H",
    "content-type: application/json",
    "--data-binary",
    body,
    "",
  ]);
});

test("a body that begins with @ is not read from a file", () => {
  expect(asCurl({ url: "u", contentType: "", body: "@/etc/passwd" })).toContain("--data-binary ' @/etc/passwd'");
});
