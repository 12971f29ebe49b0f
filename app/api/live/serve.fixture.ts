import { listen } from "#bin/http-server.ts";
import { GET } from "./route.ts";

/** Serves the route with the application's own HTTP server; like Next, it aborts what the client cuts. */
export async function serveLive() {
  const http = await listen(0, "127.0.0.1");
  http.serve(async (request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const headers = new Headers({ cookie: request.headers.cookie ?? "", accept: request.headers.accept ?? "" });
    const answer = await GET(new Request(`http://localhost${request.url}`, { headers, signal: gone.signal }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.flushHeaders();
    if (answer.body) for await (const chunk of answer.body) response.write(chunk);
    response.end();
  });
  return { url: `http://127.0.0.1:${http.port}/api/live`, drain: http.drain };
}

const BEAT = "event: beat\ndata: 1\n\n";

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
        const message = /^data: (.*)\n\n/m.exec(text);
        if (message?.[1]) {
          text = text.slice(message.index + message[0].length);
          return JSON.parse(message[1]);
        }
        const read = await chunks?.read();
        if (!read || read.done) return null;
        text = `${text}${read.value}`.replaceAll(BEAT, "");
      }
    },
  };
}
