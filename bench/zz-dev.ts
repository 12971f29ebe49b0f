import { spawn, execFileSync } from "node:child_process";
import fs from "node:fs";
import postgres from "postgres";
const url = fs.readFileSync("/tmp/intake/url","utf8"); process.env.DATABASE_URL=url; process.env.BUZON_SECRET="0123456789012345678901234567890123456789";
const { createWorkspace, createEndpoint } = await import("#db/factories.ts");
const sql = postgres(url,{onnotice(){}});
await sql`create table if not exists bench_leads (id uuid primary key, received_at timestamptz not null, body bytea not null)`;
const ep = await createEndpoint((await createWorkspace()).id,{ratePerSecond:1e6,burst:1e6});
const env={...process.env,PORT:"4170",WORKER:process.argv[2]??"",BUZON_SECRET:"0123456789012345678901234567890123456789"};
const prof=process.argv[4]?["--cpu-prof","--cpu-prof-dir=/tmp/intake/prof"]:[];
const door=spawn(process.execPath,[...prof,"bench/zz-door.ts"],{env,stdio:["ignore","pipe","inherit"]});
await new Promise(r=>door.stdout.once("data",r));
const plain=spawn(process.execPath,["bench/plain-server.ts"],{env,stdio:["ignore","pipe","inherit"]});
const port=await new Promise<string>(r=>plain.stdout.once("data",d=>r(String(d).trim())));
const run=(u:string,s="4")=>JSON.parse(execFileSync(process.execPath,["bench/load.ts","--url",u,"--seconds",s],{encoding:"utf8"}));
for(let i=0;i<Number(process.argv[3]??3);i++){
 for(const [n,u] of [["door",`http://127.0.0.1:4170/api/leads?key=${ep.key}`],["plain",`http://127.0.0.1:${port}/`]] as const){
  await sql`checkpoint`; const l=run(u); console.log(n,Math.round(l.requests/l.seconds),"p50",l.p50Ms.toFixed(1),"p99",l.p99Ms.toFixed(1),"fail",l.failures);
  const [c]=await sql`select count(*)::int n, count(*) filter (where state='pending')::int p from receipts`; if(n==="door")console.log("   receipts",c.n,"pending",c.p);
  await sql`truncate receipts, leads, lead_events, deliveries, bench_leads cascade`;
 }}
door.kill("SIGTERM");plain.kill("SIGTERM");await sql.end();process.exit(0);
