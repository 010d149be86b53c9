import { drive } from "../drive.mjs";
import { operations } from "../operations.mjs";
import { memoryOf } from "../processes.mjs";
import { control, startProduct } from "../product.mjs";

/** What a container of 512 MB leaves for objects that live on, beside the youngest, buffers, code and files. */
export const OLD_SPACE = 192;

/** Rooms that change all the time, documents that are new all the time: what the process holds, minute by minute. */
export async function measureSoak({ simulators, minutes }) {
  await control(simulators.wechat, "/_sandbox/seed", {
    rooms: 1000,
    goodsPerRoom: 8,
    assistantsPerRoom: 0,
    members: 10,
    libraryGoods: 100,
  });
  const product = await startProduct(simulators, {
    ZHIBO_ROOMS_FRESH_SECONDS: "1",
    NODE_OPTIONS: `--max-old-space-size=${OLD_SPACE}`,
  });
  const rows = [];
  let room = 0;
  const changing = setInterval(() => {
    const id = (room++ % 1000) + 1;
    const status = [101, 102, 103][room % 3];
    control(simulators.wechat, `/_sandbox/rooms/${id}/status`, { status }).catch(() => undefined);
  }, 20);
  try {
    for (let minute = 1; minute <= minutes; minute += 1) {
      let requests = 0;
      for (let part = 0; part < 6; part += 1) {
        const query = operations.page.query.replace("Page", `Page${minute}x${part}`);
        const measured = await drive({ server: product, operations: [{ ...operations.page, query }], seconds: 10 });
        if (measured.failures > 0) throw new Error(`${measured.failures} requests failed`);
        requests += measured.requests;
      }
      rows.push({ minute, requests, ...memoryOf(product.pid) });
    }
  } finally {
    clearInterval(changing);
    await product.stop();
  }
  return rows;
}
