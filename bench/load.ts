import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { parseArgs } from "node:util";

// The load generator, a process of its own so that it does not share a thread with what it measures. Raw sockets with
// keep-alive: one request at a time on each connection, until the time is over. Prints one line of JSON.

export type Load = {
  requests: number;
  seconds: number;
  /** Answers other than 200, and connections that broke. */
  failures: number;
  p50Ms: number;
  p99Ms: number;
};

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    method: { type: "string", default: "POST" },
    connections: { type: "string", default: "64" },
    seconds: { type: "string", default: "5" },
  },
});
if (!values.url) throw new Error("Say --url");
const url = new URL(values.url);
const seconds = Number(values.seconds);

// Microsoft's documented sample, with an address that makes each one unique: none is a repeat of another.
const [beforeId = "", afterId = ""] = JSON.stringify({
  UserDetails: {
    FirstName: "Some",
    LastName: "One",
    Email: "ID@contoso.com",
    Phone: "16175555555",
    Country: "USA",
    Company: "Contoso",
    Title: "Esquire",
  },
  LeadSource: "AzureMarketplace",
  ActionCode: "INS",
  OfferTitle: "Test Microsoft",
  Description: "Test run through Power Automate",
}).split("ID");
const head = `${values.method} ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n`;
const run = randomUUID();
let sent = 0;

const latenciesMs: number[] = [];
let failures = 0;
const startedAt = performance.now();
const endsAt = startedAt + seconds * 1000;
await Promise.all(Array.from({ length: Number(values.connections) }, runConnection));
const elapsed = (performance.now() - startedAt) / 1000;

latenciesMs.sort((a, b) => a - b);
const quantile = (share: number) => latenciesMs[Math.floor(latenciesMs.length * share)] ?? 0;
const load: Load = {
  requests: latenciesMs.length,
  seconds: elapsed,
  failures,
  p50Ms: quantile(0.5),
  p99Ms: quantile(0.99),
};
console.log(JSON.stringify(load));

function request(): string {
  if (values.method !== "POST") return `${head}\r\n`;
  sent += 1;
  const body = `${beforeId}${run}-${sent}${afterId}`;
  return `${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

function runConnection(): Promise<void> {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const socket = connect(Number(url.port), url.hostname);
  socket.setNoDelay(true);
  let sentAt = 0;
  let answer = "";

  const send = () => {
    sentAt = performance.now();
    if (sentAt >= endsAt) return socket.end();
    socket.write(request(), "latin1");
  };
  socket.on("connect", send);
  socket.on("data", (data) => {
    answer += data.toString("latin1");
    if (!isWhole(answer)) return;
    latenciesMs.push(performance.now() - sentAt);
    if (!answer.startsWith("HTTP/1.1 200 ")) failures += 1;
    answer = "";
    send();
  });
  socket.on("error", () => {
    failures += 1;
  });
  socket.on("close", () => resolve());
  return done;
}

/** Both forms that the measured servers answer in: with a length, or in chunks. */
function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf("\r\n\r\n");
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return length === undefined ? answer.endsWith("0\r\n\r\n") : answer.length >= headEnd + 4 + Number(length);
}
