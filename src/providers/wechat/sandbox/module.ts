import type { SandboxModule } from "../../module";
import { playDemo } from "./demo-script";
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
    const sendEventsTo = (address: string) =>
      sandbox.sendEventsTo({ url: address, token: pushToken, encodingAesKey, mode: "safe", format: "json" });
    const elsewhere = environment[CALLBACK];
    if (elsewhere) sendEventsTo(elsewhere);
    let endDemo: () => void = () => undefined;
    return {
      url: sandbox.url,
      settings: { appId, appSecret, pushToken, encodingAesKey, baseUrl: sandbox.url },
      sendEventsTo(address) {
        if (!elsewhere) sendEventsTo(address);
      },
      play() {
        endDemo = playDemo(sandbox.url);
      },
      close() {
        endDemo();
        return sandbox.close();
      },
    };
  },
};
