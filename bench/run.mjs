import { startSimulators } from "./product.mjs";
import { measureWarm } from "./measure/warm.mjs";
const simulators = await startSimulators();
const r = await measureWarm({ simulators, rounds: 1, seconds: 2 });
for (const [op, t] of Object.entries(r)) { console.log(op); for (const [n, f] of Object.entries(t)) console.log(n.padEnd(30), f.perSecond.toFixed(0).padStart(8), 'cpu', f.cpu?.toFixed(1), 'p50', f.p50.toFixed(2), 'p99', f.p99.toFixed(2), 'bytes', f.bytesPerAnswer|0); }
await simulators.stop();
