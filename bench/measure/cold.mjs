import { ask, drive } from "../drive.mjs";
import { operations } from "../operations.mjs";
import { control, startProduct, tokenOf } from "../product.mjs";
import { startPassThrough } from "../servers.mjs";
import { medians, spread } from "../statistics.mjs";

const TOKENS = /token/;
const CALLERS = 200;

async function callsOf(simulators) {
  const calls = await control(simulators.wechat, "/_sandbox/calls", undefined, "GET");
  await control(simulators.wechat, "/_sandbox/calls", undefined, "DELETE");
  return calls.filter(({ path }) => !TOKENS.test(path)).length;
}

/** Calls that a page costs cold and warm, and 200 callers at once; and what a read costs that is passed through. */
export async function measureCold({ simulators, rounds, seconds }) {
  await control(simulators.wechat, "/_sandbox/seed", {
    rooms: 500,
    goodsPerRoom: 8,
    assistantsPerRoom: 3,
    members: 10,
    libraryGoods: 100,
  });
  const product = await startProduct(simulators, { ZHIBO_ROOMS_FRESH_SECONDS: "3600" });
  const fifty = { ...operations.page, variables: { first: 50 } };
  try {
    await callsOf(simulators);
    const many = await Promise.all(Array.from({ length: CALLERS }, () => ask(product, fifty, product.headers)));
    const together = await callsOf(simulators);
    await ask(product, fifty, product.headers);
    const warm = await callsOf(simulators);
    return { callers: many.length, together, warm, passedThrough: await passThrough(simulators, { rounds, seconds }) };
  } finally {
    await product.stop();
  }
}

/**
 * The same page from the product with nothing fresh, where readings of the whole list that are under way are shared and
 * nothing else is kept, and from a server that asks for each request. Rounds interleaved, medians.
 */
async function passThrough(simulators, { rounds, seconds }) {
  const product = await startProduct(simulators, { ZHIBO_ROOMS_FRESH_SECONDS: "0" });
  const callers = Array.from({ length: CALLERS }, (_, number) => ({
    Authorization: `Bearer ${tokenOf("operator", `caller-${number}`)}`,
  }));
  const servers = [
    ["zhibo", product],
    ["zhibo, each connection another caller", { ...product, callers, stop: () => undefined }],
    ["mercurius with jit, on global fetch", await startPassThrough(simulators)],
  ];
  const measured = new Map(servers.map(([name]) => [name, []]));
  try {
    for (let round = 0; round <= rounds; round += 1)
      for (const [name, server] of servers) {
        await checkPage(server);
        await callsOf(simulators);
        const found = await drive({ server, operations: [operations.page], connections: CALLERS, seconds });
        if (found.failures > 0) throw new Error(`${name} failed ${found.failures} times`);
        const callsPerRequest = (await callsOf(simulators)) / found.requests;
        // The first round is for warming up.
        if (round > 0) measured.get(name).push({ ...found, callsPerRequest });
      }
  } finally {
    for (const [, server] of servers) await server.stop();
  }
  return Object.fromEntries(
    [...measured].map(([name, found]) => [
      name,
      { ...medians(found), spread: spread(found.map(({ perSecond }) => perSecond)) },
    ]),
  );
}

async function checkPage(server) {
  const { data } = JSON.parse(await ask(server, operations.page, server.headers));
  const { nodes } = data.liveRooms;
  const isWhole =
    nodes.length === operations.page.variables.first && nodes.every((room) => room.goods.nodes.length === 8);
  if (!isWhole) throw new Error(`${server.name} answers otherwise`);
}
