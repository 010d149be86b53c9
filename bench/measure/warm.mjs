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
const SECONDS_TO_WAKE = 0.3;
const REQUESTS_TO_WARM_UP = 10_000;
const MOST_WARM_UPS = 4;

/** `BENCH_SERVERS=raw,zhibo` measures only some. */
const only = process.env.BENCH_SERVERS?.split(",");
const wanted = (name) => !only || only.includes(name);

/** Every server with the same answers, side by side: rounds interleaved, medians and their spread. */
export async function measureWarm({ simulators, compared, ...plan }) {
  await control(simulators.wechat, "/_sandbox/seed", SEED);
  const folder = mkdtempSync(join(tmpdir(), "zhibo-bench-"));
  const servers = new Map();
  const results = {};
  try {
    const { rooms, answers } = await answersOf(simulators, compared);
    const dataOf = (name) => {
      const data = join(folder, `${name}.json`);
      writeFileSync(data, JSON.stringify({ rooms, answers: answers[name] }));
      return data;
    };
    for (const name of compared) {
      const ground = { simulators, data: dataOf(name) };
      for (const peer of Object.keys(peers).filter(wanted)) {
        if (peer === RAW) await servers.get(RAW)?.stop();
        if (peer === RAW || !servers.has(peer)) servers.set(peer, await peers[peer](ground));
      }
      results[name] = await compare(servers, { asked: comparisons[name].operations, answers: answers[name], ...plan });
    }
  } finally {
    for (const server of servers.values()) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

/** Has ready what is asked in one comparison alone. */
const RAW = "raw";

/** The rooms that the peers serve; and for each comparison what the product answers, by what is sent. */
async function answersOf(simulators, compared) {
  const product = await startProduct(simulators);
  try {
    const all = await ask(product, { ...operations.big, variables: { first: 100 } }, product.headers);
    const answers = {};
    for (const name of compared) {
      answers[name] = [];
      for (const operation of comparisons[name].operations) {
        answers[name].push([bodyOf(operation), await ask(product, operation, product.headers)]);
      }
    }
    return { rooms: JSON.parse(all).data.liveRooms.nodes, answers };
  } finally {
    await product.stop();
  }
}

/** Who answers slowly is not compiled as soon. */
async function warmUp(load) {
  let requests = 0;
  for (let time = 0; time < MOST_WARM_UPS && requests < REQUESTS_TO_WARM_UP; time += 1)
    requests += (await load()).requests;
}

async function compare(servers, { asked, rounds, seconds, warmUpSeconds, answers }) {
  const figures = {};
  const load = (server, length) => drive({ server, operations: asked, seconds: length });
  for (const [name, server] of servers) {
    for (const [at, operation] of asked.entries()) {
      checkSame(name, await ask(server, operation, server.headers), answers[at][1]);
    }
    await warmUp(() => load(server, warmUpSeconds));
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
