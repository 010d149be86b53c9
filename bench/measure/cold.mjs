import { ask, drive } from "../drive.mjs";
import { operations } from "../operations.mjs";
import { control, startProduct } from "../product.mjs";

const TOKENS = /token/;

async function callsOf(simulators) {
  const calls = await control(simulators.wechat, "/_sandbox/calls", undefined, "GET");
  await control(simulators.wechat, "/_sandbox/calls", undefined, "DELETE");
  return calls.filter(({ path }) => !TOKENS.test(path)).length;
}

/** Calls that a page costs cold and warm, and 200 callers at once; and what a read costs that is passed through. */
export async function measureCold({ simulators, seconds }) {
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
    const many = await Promise.all(Array.from({ length: 200 }, () => ask(product, fifty, product.headers)));
    const together = await callsOf(simulators);
    await ask(product, fifty, product.headers);
    const warm = await callsOf(simulators);
    return { callers: many.length, together, warm, passedThrough: await passThrough(simulators, seconds) };
  } finally {
    await product.stop();
  }
}

/** With nothing fresh: readings of the whole list that are under way are shared, and nothing else is kept. */
async function passThrough(simulators, seconds) {
  const product = await startProduct(simulators, { ZHIBO_ROOMS_FRESH_SECONDS: "0" });
  try {
    await callsOf(simulators);
    const measured = await drive({
      server: product,
      operations: [operations.small],
      connections: 200,
      seconds,
    });
    return { ...measured, callsPerRequest: (await callsOf(simulators)) / measured.requests };
  } finally {
    await product.stop();
  }
}
