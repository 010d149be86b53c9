import { ask, drive } from "../drive.mjs";
import { bodyOf, operations } from "../operations.mjs";
import { residentMegabytes } from "../processes.mjs";
import { control, startProduct } from "../product.mjs";

const fresh = { ZHIBO_ROOMS_FRESH_SECONDS: "3600" };

/** What a page costs, and what the process holds, as an account's rooms grow. */
export async function measureGrowth({ simulators, sizes, seconds }) {
  const rows = [];
  for (const rooms of sizes) {
    await control(simulators.wechat, "/_sandbox/seed", {
      rooms,
      goodsPerRoom: 8,
      assistantsPerRoom: 0,
      members: 10,
      libraryGoods: 100,
    });
    const product = await startProduct(simulators, fresh);
    try {
      const before = residentMegabytes(product.pid);
      await askUntilRead(product);
      const load = (length) =>
        drive({ server: product, body: bodyOf(operations.page), headers: product.headers, seconds: length });
      await load(4);
      const after = residentMegabytes(product.pid);
      rows.push({ rooms, ...(await load(seconds)), before, after });
    } finally {
      await product.stop();
    }
  }
  return rows;
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
