import { ask } from "../drive.mjs";
import { operations } from "../operations.mjs";
import { startProduct } from "../product.mjs";
import { median } from "../statistics.mjs";

/** Seconds from the command to the first answer, the files being in the system's cache. */
export async function measureStart({ simulators, times }) {
  const seconds = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    const product = await startProduct(simulators);
    await ask(product, operations.small, product.headers);
    seconds.push((performance.now() - began) / 1000);
    await product.stop();
  }
  return { seconds: median(seconds), times };
}
