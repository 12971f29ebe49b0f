import fs from "node:fs"; import { execFileSync } from "node:child_process";
process.env.DATABASE_URL=fs.readFileSync("/tmp/intake/url","utf8"); process.env.BUZON_SECRET="0123456789012345678901234567890123456789";
const { createWorkspace, createEndpoint } = await import("#db/factories.ts");
const { receiveLead } = await import("#features/intake/receive-lead.ts");
const { acceptReceipts } = await import("#features/intake/accept-receipts.ts");
const { db, closeDatabase } = await import("#db/client.ts"); const { sql } = await import("drizzle-orm");
const ep = await createEndpoint((await createWorkspace()).id,{ratePerSecond:1e6,burst:1e6});
await db.execute(sql`truncate receipts, leads, lead_events, deliveries cascade`);
const pm=Number(fs.readFileSync("/tmp/intake/data/postgres/postmaster.pid","utf8").split("\n")[0]);
const cpuOf=(pid:number)=>{try{const s=fs.readFileSync(`/proc/${pid}/stat`,"utf8").split(") ")[1]!.split(" ");return (Number(s[11])+Number(s[12]))*10}catch{return 0}};
const kidsOf=(pid:number)=>execFileSync("pgrep",["-P",String(pid)],{encoding:"utf8"}).trim().split("\n").map(Number);
const pg=()=>{let t=0;for(const p of [pm,...kidsOf(pm)])t+=cpuOf(p);return t};
for(let r=0;r<3;r++){ const N=4000; for(let i=0;i<N;i+=200) await Promise.all(Array.from({length:200},(_,j)=>receiveLead({method:"POST",url:`/api/leads/${ep.key}`,header:()=>null,remoteAddress:"",readBody:async()=>({bytes:Buffer.from(JSON.stringify({UserDetails:{FirstName:"Some",LastName:"One",Email:`p${r}-${i+j}@contoso.com`,Phone:"16175555555",Country:"USA",Company:"Contoso",Title:"Esquire"},LeadSource:"AzureMarketplace",ActionCode:"INS",OfferTitle:"Test Microsoft",Description:"Test run through Power Automate"})),isWhole:true})})));
 const c0=process.cpuUsage(),p0=pg(),t0=performance.now(); let n=0; for(let a;(a=await acceptReceipts())>0;) n+=a; const ms=performance.now()-t0,c=process.cpuUsage(c0);
 console.log("accepted",n,"rate",Math.round(n/ms*1000),"node µs",((c.user+c.system)/n).toFixed(0),"pg µs",((pg()-p0)*1000/n).toFixed(0)); }
await closeDatabase(); process.exit(0);
