import { fileURLToPath } from "node:url";
import { LOAD_CORE, SERVER_CORE, startProgram } from "./processes.mjs";
import { startProduct, wechatApp } from "./product.mjs";

const file = (name) => fileURLToPath(new URL(`servers/${name}.mjs`, import.meta.url));

async function startPeer(name, environment, core = SERVER_CORE) {
  const program = await startProgram([file(name)], { core, environment, ready: /listening (\d+)/ });
  return { name, pid: program.pid, port: Number(program.match[1]), stop: program.stop };
}

/** Asks the simulator itself for each request. */
export const startPassThrough = ({ wechat }) =>
  startPeer("pass-through", {
    BENCH_WECHAT: wechat,
    BENCH_APP_ID: wechatApp.WECHAT_APP_ID,
    BENCH_APP_SECRET: wechatApp.WECHAT_APP_SECRET,
  });

/** Every server of the comparison, to be started one at a time: each has the core to itself. */
export const peers = {
  raw: ({ data }) => startPeer("raw", { BENCH_DATA: data }),
  zhibo: ({ simulators }) => startProduct(simulators),
  "zhibo with requests named": async ({ simulators }) => ({ ...(await startProduct(simulators)), named: true }),
  "zhibo without fast path": ({ simulators }) => startProduct(simulators, { ZHIBO_FAST_PATH: "off" }),
  "mercurius with jit": ({ data }) => startPeer("mercurius", { BENCH_DATA: data }),
  "Apollo on Express": ({ data }) => startPeer("apollo-express", { BENCH_DATA: data }),
  "Hive Gateway with response cache": async ({ data }) => {
    const source = await startPeer("mercurius", { BENCH_DATA: data }, LOAD_CORE);
    const hive = await startPeer("hive", { BENCH_SOURCE: `http://127.0.0.1:${source.port}/graphql` });
    return {
      ...hive,
      async stop() {
        await hive.stop();
        await source.stop();
      },
    };
  },
};
