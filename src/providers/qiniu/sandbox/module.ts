import type { SandboxModule } from "../../module";
import { dialects, isDialect } from "./dialect";
import { startQiniuSandbox } from "./index";

const DIALECT_VARIABLE = "ZHIBO_QINIU_SANDBOX_DIALECT";

/** The simulator as the development entry starts it: with the demonstration state, and the keys to it handed back. */
export const qiniuSandbox: SandboxModule = {
  port: { variable: "ZHIBO_QINIU_SANDBOX_PORT", standard: 4102 },
  async start({ port, host, environment }) {
    const dialect = environment[DIALECT_VARIABLE] || "cloud";
    if (!isDialect(dialect)) throw new Error(`${DIALECT_VARIABLE} should be one of ${dialects.join(", ")}`);
    const url = environment["ZHIBO_QINIU_SANDBOX_CALLBACK"];
    const sandbox = await startQiniuSandbox({ port, host, dialect, callback: url ? { url } : null });
    const { accessKey, secretKey } = sandbox.credentials;
    return {
      url: sandbox.url,
      settings: { accessKey, secretKey, baseUrl: sandbox.url },
      close: () => sandbox.close(),
    };
  },
};
