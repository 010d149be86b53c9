import type { SandboxModule } from "../../module";
import { startWechatSandbox } from "./index";

/** The simulator as the development entry starts it: with the demonstration account, whose settings it hands back. */
export const wechatSandbox: SandboxModule = {
  port: { variable: "ZHIBO_WECHAT_SANDBOX_PORT", standard: 4101 },
  async start({ port, host }) {
    const { url, credentials, close } = await startWechatSandbox({ port, host });
    return { url, settings: { appId: credentials.appId, appSecret: credentials.appSecret, baseUrl: url }, close };
  },
};
