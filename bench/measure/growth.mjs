import { ask, drive } from "../drive.mjs";
import { operations } from "../operations.mjs";
import { residentMegabytes } from "../processes.mjs";
import { control, startProduct } from "../product.mjs";
import { medians } from "../statistics.mjs";

const fresh = { ZHIBO_ROOMS_FRESH_SECONDS: "3600", ZHIBO_POLL_SECONDS: "0" };

/** What a page costs, and what the process holds, as an account's rooms grow: rounds interleaved, medians. */
export async function measureGrowth({ simulators, sizes, seconds, rounds }) {
  const grown = [];
  const load = (product, length) => drive({ server: product, operations: [operations.page], seconds: length });
  try {
    for (const rooms of sizes) {
      const product = await startWith(simulators, rooms);
      grown.push({ rooms, product, measured: [], before: residentMegabytes(product.pid) });
      await askUntilRead(product);
      await load(product, 4);
      grown.at(-1).after = residentMegabytes(product.pid);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { product, measured } of grown) measured.push(await load(product, seconds));
    }
    return grown.map(({ rooms, measured, before, after }) => ({ rooms, ...medians(measured), before, after }));
  } finally {
    for (const { product } of grown) await product.stop();
  }
}

/** Each reads the rooms once, and keeps them while the provider gets others for the next. */
async function startWith(simulators, rooms) {
  const seed = { rooms, goodsPerRoom: 8, assistantsPerRoom: 0, members: 10, libraryGoods: 100 };
  await control(simulators.wechat, "/_sandbox/seed", seed);
  return startProduct(simulators, fresh);
}

/** Reading a large account for the first time may take longer than one answer; it goes on, and the next finds it. */
async function askUntilRead(product) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(product, operations.page, product.headers);
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}
