import type { SandboxModule } from "../../module";
import { dialects, isDialect } from "./dialect";
import { startQiniuSandbox } from "./index";

/** The server signs nothing: this stands in the address that its events go to. */
const CALLBACK_SECRET = "sandbox-callback-secret";
const DIALECT_VARIABLE = "ZHIBO_QINIU_SANDBOX_DIALECT";

/** The simulator as the development entry starts it: with the demonstration state, and the keys to it handed back. */
export const qiniuSandbox: SandboxModule = {
  port: { variable: "ZHIBO_QINIU_SANDBOX_PORT", standard: 4102 },
  async start({ port, host, environment }) {
    const dialect = environment[DIALECT_VARIABLE] || "cloud";
    if (!isDialect(dialect)) throw new Error(`${DIALECT_VARIABLE} should be one of ${dialects.join(", ")}`);
    const elsewhere = environment["ZHIBO_QINIU_SANDBOX_CALLBACK"];
    const sandbox = await startQiniuSandbox({ port, host, dialect, callback: elsewhere ? { url: elsewhere } : null });
    const { accessKey, secretKey } = sandbox.credentials;
    return {
      url: sandbox.url,
      settings: { accessKey, secretKey, callbackSecret: CALLBACK_SECRET, baseUrl: sandbox.url },
      sendEventsTo(url) {
        if (!elsewhere) sandbox.sendEventsTo({ url });
      },
      // Rooms of this server change when somebody does something: a page or an app that joins.
      play: () => undefined,
      close: () => sandbox.close(),
    };
  },
};
