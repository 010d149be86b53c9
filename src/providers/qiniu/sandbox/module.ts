import type { SandboxModule, SandboxStart } from "../../module";
import { dialects, isDialect, type Dialect } from "./dialect";
import { startQiniuSandbox } from "./index";

/** The server signs nothing: this stands in the address that its events go to. */
const CALLBACK_SECRET = "sandbox-callback-secret";
const DIALECT = "ZHIBO_QINIU_SANDBOX_DIALECT";
const CALLBACK = "ZHIBO_QINIU_SANDBOX_CALLBACK";

/** The simulator as the development entry starts it: with the demonstration state, and the keys to it handed back. */
export const qiniuSandbox: SandboxModule = {
  port: { variable: "ZHIBO_QINIU_SANDBOX_PORT", standard: 4102 },
  problemsOf(environment) {
    const url = environment[CALLBACK];
    return [
      ...(readDialect(environment) ? [] : [{ setting: DIALECT, expected: `one of ${dialects.join(", ")}` }]),
      ...(!url || isAddress(url) ? [] : [{ setting: CALLBACK, expected: "an http or https address" }]),
    ];
  },
  async start({ port, host, environment }) {
    const dialect = readDialect(environment) ?? "cloud";
    const elsewhere = environment[CALLBACK];
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

/** Null for what is none. */
function readDialect(environment: SandboxStart["environment"]): Dialect | null {
  const text = environment[DIALECT] || "cloud";
  return isDialect(text) ? text : null;
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
