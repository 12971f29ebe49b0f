import { createServer } from "node:http";
import postgres from "postgres";
import { v7 } from "uuid";

// What one would write in an afternoon, to measure against: Node's own HTTP server, one INSERT for each request, no
// keys, no limits, nothing understood. Prints its address.

const sql = postgres(process.env.DATABASE_URL ?? "", { max: 10 });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const body = Buffer.concat(chunks);
    JSON.parse(body.toString());
    await sql`insert into bench_leads (id, received_at, body) values (${v7()}, ${new Date()}, ${body})`;
    response.writeHead(200, { "content-type": "application/json" }).end('{"status":"accepted"}');
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`http://127.0.0.1:${address.port}/`);
});
