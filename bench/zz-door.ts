import { createServer } from "node:http";
import { handleIntake } from "#features/intake/door.ts";
import { startWorker } from "#worker/loop.ts";
if (process.env.WORKER) startWorker();
createServer({}, (q, s) => { handleIntake(q, s); }).listen(Number(process.env.PORT), "127.0.0.1", () => console.log("up"));
process.on("SIGTERM", () => { const u=process.cpuUsage(); console.error("cpu ms", (u.user+u.system)/1000); process.exit(0); });
