// npm run bench [-- --full] [-- --soak] [-- --built]: measures, prints and writes docs/benchmarks.md. Two or three minutes;
// half an hour in full.
// `-- --only=subscribers` measures these alone, and only prints.
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";
import { measureCold } from "./measure/cold.mjs";
import { measureGrowth } from "./measure/growth.mjs";
import { measureSoak } from "./measure/soak.mjs";
import { measureStart } from "./measure/start.mjs";
import { measureSubscribers } from "./measure/subscribers.mjs";
import { measureWarm } from "./measure/warm.mjs";
import { comparisons } from "./operations.mjs";
import { startSimulators } from "./product.mjs";
import { report, subscribersSection } from "./report.mjs";

const KNOWN = ["--full", "--soak", "--built", "--only=subscribers"];
const given = new Set(process.argv.slice(2));
for (const parameter of given) {
  if (KNOWN.includes(parameter)) continue;
  process.stderr.write(`${parameter} is not known here; these are: ${KNOWN.join(" ")}\n`);
  process.exit(2);
}
const full = given.has("--full");
const plan = full
  ? {
      compared: Object.keys(comparisons),
      rounds: 7,
      seconds: 4,
      warmUpSeconds: 4,
      sizes: [100, 1000, 10_000],
      times: 7,
    }
  : { compared: ["big", "small"], rounds: 3, seconds: 0.6, warmUpSeconds: 1, sizes: [100, 10_000], times: 3 };
const watchers = { subscribers: 2000, ...(full ? { events: 100, restarts: 6 } : { events: 20, restarts: 0 }) };

const [busy] = loadavg();
// `--built`: dist is as it should be.
install({ product: !given.has("--built") });
const simulators = await startSimulators();
const say = (text) => process.stderr.write(`${text}\n`);
try {
  say("subscribers");
  const told = await measureSubscribers({ simulators, ...watchers });
  if (given.has("--only=subscribers")) process.stdout.write(`${subscribersSection(told).join("\n")}\n`);
  else await measureAll(told);
} finally {
  await simulators.stop();
}

async function measureAll(told) {
  say("cold pages");
  const cold = await measureCold({ simulators, ...plan });
  say("start");
  const start = await measureStart({ simulators, ...plan });
  say("growth");
  const growth = await measureGrowth({ simulators, ...plan });
  say("warm answers");
  const warm = await measureWarm({ simulators, ...plan });
  if (given.has("--soak")) say("soak, ten minutes");
  const soak = given.has("--soak") ? await measureSoak({ simulators, minutes: 10 }) : null;
  const page = report({ mode: full ? "full" : "short", busy, warm, cold, growth, start, told, soak });
  writeFileSync(fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url)), page);
  process.stdout.write(page);
}
