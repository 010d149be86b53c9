import { spawnSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { collectGarbage, inspectable } from "../collect.mjs";
import { ask } from "../drive.mjs";
import { operations } from "../operations.mjs";
import { cpuMicroseconds, residentMegabytes, startCrowd } from "../processes.mjs";
import { control, startProduct, tokenOf } from "../product.mjs";
import { startRedis } from "../redis.mjs";

const query = `subscription LiveNow($filter: LiveRoomFilter, $ids: [ID!]) {
  liveRoomChanged(filter: $filter, ids: $ids) {
    eventId kind previousStatus liveRoomId
    liveRoom { id title status startsAt anchor { name } goods(first: 3) { nodes { id name } } }
  }
}`;
/** What a shop's pages ask for: the same document, with some differences in what they watch. All are told of room 3. */
const payloads = [
  { query },
  { query, variables: { filter: { providers: ["WECHAT"] } } },
  { query, variables: { filter: { statuses: ["LIVE", "PAUSED"] } } },
  { query, variables: { ids: ["room:wechat:3"] } },
];
const ROOM = "/_sandbox/rooms/3/status";
const [LIVE, PAUSED] = [101, 105];
/** A reading tells what it finds. */
const fresh = { ZHIBO_ROOMS_FRESH_SECONDS: "0", ZHIBO_POLL_SECONDS: "0" };

/** Many who watch over websockets, each with a token of their own: how late they are told, and what they cost. */
export async function measureSubscribers({ simulators, subscribers, events, restarts }) {
  await control(simulators.wechat, "/_sandbox/seed", {
    ...{ rooms: 50, goodsPerRoom: 8, assistantsPerRoom: 0, members: 10, libraryGoods: 100 },
  });
  const tokens = Array.from({ length: subscribers }, (_, number) => tokenOf("viewer", `viewer-${number}`));
  const told = await measureTelling({ simulators, tokens, events });
  return { subscribers, events, ...told, dropped: await measureDrops({ simulators, tokens, restarts }) };
}

async function measureTelling({ simulators, tokens, events }) {
  const { port: inspector, NODE_OPTIONS } = await inspectable();
  const product = await startProduct(simulators, { ...fresh, NODE_OPTIONS });
  const crowd = startCrowd();
  const held = async () => {
    await collectGarbage(product.pid, inspector);
    return residentMegabytes(product.pid);
  };
  try {
    const change = changer(simulators, () => [product]);
    for (let times = 0; times < 20; times += 1) {
      await Promise.all(Array.from({ length: 50 }, () => ask(product, operations.page, product.headers)));
    }
    await change();
    const before = await held();
    await crowd.do("open", { ports: [product.port], tokens, payloads, after: null });
    // Nobody is told when a server begins to listen for them.
    while ((await crowd.do("reach", { events: 1, seconds: 1 })).least === 0) await change();
    await pause(500);
    await crowd.do("forget");
    const cpuBefore = cpuMicroseconds(product.pid);
    for (let number = 1; number <= events; number += 1) {
      await change();
      // A reading that begins while the change before is still being told counts for nothing; the next one does.
      for (let tries = 0; (await crowd.do("reach", { events: number, seconds: 0.5 })).least < number; tries += 1) {
        if (tries === 40) throw new Error(`event ${number} did not reach everybody`);
        await notice(product);
      }
    }
    const cpu = cpuMicroseconds(product.pid) - cpuBefore;
    const { last, problems } = await crowd.do("report");
    if (problems.length > 0) throw new Error(problems[0]);
    last.sort((a, b) => a - b);
    const atMost = residentMegabytes(product.pid) - before;
    const memory = (await held()) - before;
    await crowd.do("leave");
    return {
      p50: last[Math.floor(last.length * 0.5)],
      p99: last[Math.floor(last.length * 0.99)],
      cpu: cpu / (events * tokens.length),
      kilobytes: (memory * 1024) / tokens.length,
      kilobytesAtMost: (atMost * 1024) / tokens.length,
    };
  } finally {
    crowd.stop();
    await product.stop();
  }
}

/** Two replicas, of which one is stopped or killed and started again, while things happen; or why that was not measured. */
async function measureDrops({ simulators, tokens, restarts }) {
  if (restarts === 0) return { why: "this is for `--full`" };
  if (spawnSync("redis-server", ["--version"]).status !== 0) return { why: "redis-server is not installed" };
  const redis = await startRedis();
  const environment = { ...fresh, REDIS_URL: redis.url };
  const replicas = [await startProduct(simulators, environment), await startProduct(simulators, environment)];
  const crowd = startCrowd();
  let isAway = null;
  try {
    const change = changer(simulators, () => replicas.filter((replica) => replica !== isAway));
    let beginning;
    while (!(beginning = await redis.lastEvent())) {
      await change();
      await pause(100);
    }
    await crowd.do("open", { ports: replicas.map(({ port }) => port), tokens, payloads, after: beginning });
    for (let restart = 0; restart < restarts; restart += 1) {
      const at = restart % 2;
      isAway = replicas[at];
      const again = restartOf(isAway, { simulators, environment, isCrash: at === 1 });
      for (let times = 0; times < 5; times += 1) await change();
      replicas[at] = await again;
      isAway = null;
      for (let times = 0; times < 5; times += 1) await change();
    }
    const expected = await redis.eventsAfter(beginning);
    await crowd.do("reach", { events: expected.length, seconds: 20 });
    const { drops, retries, problems } = await crowd.do("report");
    if (problems.length > 0) throw new Error(problems[0]);
    return { restarts, drops, retries, events: expected.length, ...(await crowd.do("compare", { expected })) };
  } finally {
    crowd.stop();
    await Promise.all(replicas.map((replica) => replica.stop()));
    await redis.stop();
  }
}

async function restartOf(replica, { simulators, environment, isCrash }) {
  await (isCrash ? replica.kill() : replica.stop());
  return startProduct(simulators, { ...environment, PORT: String(replica.port) });
}

/** Has a room go on or pause, and one of the gateways notice. */
function changer(simulators, products) {
  let times = 0;
  return async () => {
    times += 1;
    const there = products();
    await control(simulators.wechat, ROOM, { status: times % 2 === 0 ? PAUSED : LIVE });
    await notice(there[times % there.length]);
  };
}

function notice(product) {
  return ask(product, { query: "{ liveRooms(first: 1) { nodes { id } } }" }, product.headers);
}
