import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, drive } from "../drive.mjs";
import { bodyOf, comparisons, operations } from "../operations.mjs";
import { control, startProduct } from "../product.mjs";
import { peers } from "../servers.mjs";
import { medians, spread } from "../statistics.mjs";

const SEED = { rooms: 100, goodsPerRoom: 8, assistantsPerRoom: 3, members: 10, libraryGoods: 100 };
/** Before each round: while the others were measured, what this one knows has grown old. */
const SECONDS_TO_WAKE = 0.5;

/** `BENCH_SERVERS=raw,zhibo` measures only some. */
const only = process.env.BENCH_SERVERS?.split(",");
const wanted = (name) => !only || only.includes(name);

/** Every server with the same answers, side by side: rounds interleaved, medians and their spread. */
export async function measureWarm({ simulators, rounds, seconds, warmUpSeconds }) {
  await control(simulators.wechat, "/_sandbox/seed", SEED);
  const folder = mkdtempSync(join(tmpdir(), "zhibo-bench-"));
  const results = {};
  try {
    for (const [name, { operations: asked }] of Object.entries(comparisons)) {
      const known = await answersOf(simulators, asked);
      const data = join(folder, `${name}.json`);
      writeFileSync(data, JSON.stringify(known));
      const plan = { asked, rounds, seconds, warmUpSeconds, answers: known.answers };
      results[name] = await compare({ simulators, data }, plan);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

/** The rooms that the peers serve, and what the product answers, by what is sent. */
async function answersOf(simulators, asked) {
  const product = await startProduct(simulators);
  try {
    const all = await ask(product, { ...operations.big, variables: { first: 100 } }, product.headers);
    const answers = [];
    for (const operation of asked) answers.push([bodyOf(operation), await ask(product, operation, product.headers)]);
    return { rooms: JSON.parse(all).data.liveRooms.nodes, answers };
  } finally {
    await product.stop();
  }
}

async function compare(ground, { asked, rounds, seconds, warmUpSeconds, answers }) {
  const servers = new Map();
  const figures = {};
  const load = (server, length) => drive({ server, operations: asked, seconds: length });
  try {
    for (const [name, start] of Object.entries(peers).filter(([name]) => wanted(name))) {
      const server = await start(ground);
      servers.set(name, server);
      for (const [at, operation] of asked.entries())
        checkSame(name, await ask(server, operation, server.headers), answers[at][1]);
      await load(server, warmUpSeconds);
      figures[name] = [];
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, server] of servers) {
        await load(server, SECONDS_TO_WAKE);
        const measured = await load(server, seconds);
        if (measured.failures > 0) throw new Error(`${name} failed ${measured.failures} requests`);
        figures[name].push(measured);
      }
    }
  } finally {
    for (const server of servers.values()) await server.stop();
  }
  return Object.fromEntries(
    Object.entries(figures).map(([name, measured]) => [
      name,
      { ...medians(measured), spread: spread(measured.map(({ perSecond }) => perSecond)) },
    ]),
  );
}

function checkSame(name, answer, expected) {
  const same = JSON.stringify(JSON.parse(answer).data) === JSON.stringify(JSON.parse(expected).data);
  if (!same) throw new Error(`${name} answers something else:\n${answer.slice(0, 600)}\n${expected.slice(0, 600)}`);
}
