import { spawn } from "node:child_process";

const OUTPUT_LENGTH = 20_000;

/** Runs a program whose output matters only when it fails; then the end of it is the error's message. */
export async function runQuietly(command: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
    // npm is a script on Windows.
    shell: process.platform === "win32",
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-OUTPUT_LENGTH);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);

  // Ctrl-C reaches the program by itself; a signal that is meant for this process alone has to be passed on.
  const passOn = () => {
    child.kill();
    process.exit(1);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"];
  for (const signal of signals) process.once(signal, passOn);

  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.once("error", reject);
  child.once("close", (code) =>
    code === 0 ? resolve() : reject(new Error(`${output.trim()}\n\n${command} ${args.join(" ")} failed.`)),
  );
  try {
    await promise;
  } finally {
    for (const signal of signals) process.off(signal, passOn);
  }
}
