import type { SandboxModule } from "../../module";
import { startWechatSandbox } from "./index";

/** The simulator as the development entry starts it: with the demonstration account, whose settings it hands back. */
export const wechatSandbox: SandboxModule = {
  port: { variable: "ZHIBO_WECHAT_SANDBOX_PORT", standard: 4101 },
  async start({ port, host, environment }) {
    const sandbox = await startWechatSandbox({ port, host });
    const { appId, appSecret, pushToken, encodingAesKey } = sandbox.credentials;
    const url = environment["ZHIBO_WECHAT_SANDBOX_CALLBACK"];
    if (url) sandbox.sendEventsTo({ url, token: pushToken, encodingAesKey, mode: "safe", format: "json" });
    return {
      url: sandbox.url,
      settings: { appId, appSecret, baseUrl: sandbox.url },
      close: () => sandbox.close(),
    };
  },
};
