import type { SandboxModule } from "../../module";
import { startWechatSandbox } from "./index";

const CALLBACK = "ZHIBO_WECHAT_SANDBOX_CALLBACK";

/** The simulator as the development entry starts it: with the demonstration account, whose settings it hands back. */
export const wechatSandbox: SandboxModule = {
  port: { variable: "ZHIBO_WECHAT_SANDBOX_PORT", standard: 4101 },
  problemsOf(environment) {
    const url = environment[CALLBACK];
    const isRight = !url || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
    return isRight ? [] : [{ setting: CALLBACK, expected: "an http or https address" }];
  },
  async start({ port, host, environment }) {
    const sandbox = await startWechatSandbox({ port, host });
    const { appId, appSecret, pushToken, encodingAesKey } = sandbox.credentials;
    const url = environment[CALLBACK];
    if (url) sandbox.sendEventsTo({ url, token: pushToken, encodingAesKey, mode: "safe", format: "json" });
    return {
      url: sandbox.url,
      settings: { appId, appSecret, baseUrl: sandbox.url },
      close: () => sandbox.close(),
    };
  },
};
