import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { errorCode } from "#lib/error-code.ts";

/** Listens, or throws the sentence that says why it cannot. Needs no installed package. */
export async function bind(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const code = errorCode(error);
    if (code === "EADDRINUSE") {
      throw new Error(`Port ${port} is already in use: stop what uses it, or choose another one with PORT.`);
    }
    if (code === "EACCES") throw new Error(`This user may not open port ${port}: choose another one with PORT.`);
    throw error;
  }
}

/** The same question in advance, so that nobody waits for a build to hear that the port is taken. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const server = createServer();
  await bind(server, port, host);
  server.close();
}
