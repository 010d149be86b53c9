import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, drive } from "../drive.mjs";
import { bodyOf, operations } from "../operations.mjs";
import { control, startProduct } from "../product.mjs";
import { peers } from "../servers.mjs";
import { medians, spread } from "../statistics.mjs";

const SEED = { rooms: 100, goodsPerRoom: 8, assistantsPerRoom: 3, members: 10, libraryGoods: 100 };

/** `BENCH_SERVERS=raw,zhibo` measures only some. */
const only = process.env.BENCH_SERVERS?.split(",");
const wanted = (name) => !only || only.includes(name);

/** Every server with the same answers, side by side: rounds interleaved, medians and their spread. */
export async function measureWarm({ simulators, rounds, seconds, warmUpSeconds }) {
  await control(simulators.wechat, "/_sandbox/seed", SEED);
  const folder = mkdtempSync(join(tmpdir(), "zhibo-bench-"));
  const results = {};
  try {
    const answers = await answersOf(simulators);
    for (const [name, operation] of Object.entries(operations)) {
      const data = join(folder, `${name}.json`);
      writeFileSync(data, JSON.stringify({ rooms: answers.rooms, answer: answers[name] }));
      results[name] = await compare(
        operation,
        { simulators, data },
        { rounds, seconds, warmUpSeconds, expected: answers[name] },
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

async function answersOf(simulators) {
  const product = await startProduct(simulators);
  try {
    const all = await ask(product, { ...operations.big, variables: { first: 100 } }, product.headers);
    const { nodes } = JSON.parse(all).data.liveRooms;
    const answers = { rooms: nodes };
    for (const [name, operation] of Object.entries(operations)) {
      answers[name] = await ask(product, operation, product.headers);
    }
    return answers;
  } finally {
    await product.stop();
  }
}

async function compare(operation, ground, { rounds, seconds, warmUpSeconds, expected }) {
  const servers = new Map();
  const figures = {};
  try {
    for (const [name, start] of Object.entries(peers).filter(([name]) => wanted(name))) {
      const server = await start(ground);
      servers.set(name, server);
      const answer = await ask(server, operation, server.headers);
      const same = JSON.stringify(JSON.parse(answer).data) === JSON.stringify(JSON.parse(expected).data);
      if (!same) throw new Error(`${name} answers something else:\n${answer.slice(0, 600)}\n${expected.slice(0, 600)}`);
      await drive({ server, body: bodyOf(operation), headers: server.headers, seconds: warmUpSeconds });
      figures[name] = [];
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, server] of servers) {
        const measured = await drive({ server, body: bodyOf(operation), headers: server.headers, seconds });
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
