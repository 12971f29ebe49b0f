import type { HttpAnswer, TestCheck } from "#connectors/connector.ts";

/**
 * What a call tells about an address whatever was answered: checks `address`, `https` and `reachable`, up to the first
 * that fails. Fixes: `url`, `dns`, `private`, `port`, `https`, `certificate`, `unreachable`.
 */
export function reachabilityChecks(answer: HttpAnswer): TestCheck[] {
  const failure = answer.ok ? null : answer;
  const broken = failure && CHECK_OF_FAILURE[failure.code];
  const names = ["address", "https", "reachable"] as const;
  const last = broken ? names.indexOf(broken.name) : names.length - 1;
  return names
    .slice(0, last + 1)
    .map((name) =>
      broken?.name === name ? { name, ok: false, message: failure?.message, fix: broken.fix } : { name, ok: true },
    );
}

const CHECK_OF_FAILURE = {
  invalid_url: { name: "address", fix: "url" },
  dns: { name: "address", fix: "dns" },
  private_address: { name: "address", fix: "private" },
  port: { name: "address", fix: "port" },
  not_https: { name: "https", fix: "https" },
  tls: { name: "https", fix: "certificate" },
  refused: { name: "reachable", fix: "unreachable" },
  timeout: { name: "reachable", fix: "unreachable" },
  reset: { name: "reachable", fix: "unreachable" },
} as const;
