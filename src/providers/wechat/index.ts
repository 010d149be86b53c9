import { formatId } from "../../domain/id";
import { defineProvider } from "../module";
import { wechatSettings, wechatVariables } from "./config";

export const wechat = defineProvider({
  name: "WECHAT",
  settings: wechatSettings,
  variables: wechatVariables,
  connect: async ({ key, name, ...settings }, dependencies) => {
    const { connectWechat } = await import("./adapter/index.js");
    return connectWechat({
      account: { id: formatId("account", key, key), key, name, provider: "WECHAT" },
      ...settings,
      ...dependencies,
    });
  },
  sandbox: async () => (await import("./sandbox/module.js")).wechatSandbox,
});
