import { spawn, execFileSync } from "node:child_process";
import fs from "node:fs";
import postgres from "postgres";
const url = fs.readFileSync("/tmp/intake/url","utf8"); process.env.DATABASE_URL=url; process.env.BUZON_SECRET="0123456789012345678901234567890123456789";
const { createWorkspace, createEndpoint } = await import("#db/factories.ts");
const sql = postgres(url,{onnotice(){}});
await sql`create table if not exists bench_leads (id uuid primary key, received_at timestamptz not null, body bytea not null)`;
const ep = await createEndpoint((await createWorkspace()).id,{ratePerSecond:1e6,burst:1e6});
const pm=Number(fs.readFileSync("/tmp/intake/data/postgres/postmaster.pid","utf8").split("\n")[0]);
const cpuOf=(pid:number)=>{try{const s=fs.readFileSync(`/proc/${pid}/stat`,"utf8").split(") ")[1]!.split(" ");return (Number(s[11])+Number(s[12]))*10}catch{return 0}};
const kidsOf=(pid:number)=>execFileSync("pgrep",["-P",String(pid)],{encoding:"utf8"}).trim().split("\n").map(Number);
const pgCpu=()=>new Map([pm,...kidsOf(pm)].map(p=>[p,cpuOf(p)]));
const variants=(process.argv[2]??"").split(",").map(v=>Object.fromEntries(v.split("+").map(x=>x.split("="))));
const kids:any[]=[];
for(const [i,v] of variants.entries()){ const port=String(4171+i); const k=spawn(process.execPath,[v.PLAIN?"bench/plain-server.ts":(v.FILE??"bench/zz-door.ts")],{env:{...process.env,...v,PORT:port},stdio:["ignore","pipe","inherit"]}); const out=await new Promise<string>(r=>k.stdout.once("data",d=>r(String(d).trim()))); kids.push({k,port:v.PLAIN?out:port,v,res:[],p99:[],node:[],pg:[]}); }
const run=(u:string,s="2.5")=>JSON.parse(execFileSync(process.execPath,["bench/load.ts","--url",u,"--seconds",s],{encoding:"utf8"}));
for(const x of kids) run(`http://127.0.0.1:${x.port}/api/leads?key=${ep.key}`);
for(let i=0;i<Number(process.argv[3]??5);i++) for(const x of kids){ const n0=cpuOf(x.k.pid),p0=pgCpu(); const l=run(`http://127.0.0.1:${x.port}/api/leads?key=${ep.key}`); const n1=cpuOf(x.k.pid); let pg=0; for(const[p,c]of pgCpu()) pg+=c-(p0.get(p)??0);
 x.res.push(l.requests/l.seconds); x.p99.push(l.p99Ms); x.node.push((n1-n0)*1000/l.requests); x.pg.push(pg*1000/l.requests); await sql`truncate receipts, leads, lead_events, deliveries, bench_leads cascade`; }
const med=(a:number[])=>[...a].sort((p,q)=>p-q)[a.length>>1]!;
for(const x of kids){ console.log(JSON.stringify(x.v),"med",Math.round(med(x.res)),"max",Math.round(Math.max(...x.res)),"p99",med(x.p99).toFixed(1),"node µs/req",med(x.node).toFixed(0),"pg µs/req",med(x.pg).toFixed(0)); x.k.kill("SIGTERM"); }
await new Promise(r=>setTimeout(r,500)); await sql.end(); process.exit(0);
