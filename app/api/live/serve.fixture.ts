import { once } from "node:events";
import { createServer } from "node:http";
import { GET } from "./route.ts";

/** Serves the route over real HTTP, as Next does: what the client cuts is aborted. */
export async function serveLive(): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const headers = new Headers({ cookie: request.headers.cookie ?? "", accept: request.headers.accept ?? "" });
    const answer = await GET(new Request(`http://localhost${request.url}`, { headers, signal: gone.signal }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (!answer.body) return response.end();
    response.flushHeaders();
    for await (const chunk of answer.body) response.write(chunk);
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has an address with a port");
  return {
    url: `http://127.0.0.1:${address.port}/api/live`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An open stream: the next message, and null once the server has ended it. */
export async function openStream(url: string, cookie: string) {
  const leave = new AbortController();
  const response = await fetch(url, {
    headers: { accept: "text/event-stream", cookie },
    signal: leave.signal,
  });
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    response,
    leave: () => leave.abort(),
    async next(): Promise<unknown> {
      for (;;) {
        const message = /data: (.*)\n\n/.exec(text);
        if (message?.[1]) {
          text = text.slice(message.index + message[0].length);
          return JSON.parse(message[1]);
        }
        const read = await chunks?.read();
        if (!read || read.done) return null;
        text += read.value;
      }
    },
  };
}
