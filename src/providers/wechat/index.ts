import { formatId } from "../../domain/id";
import { defineProvider } from "../module";
import { connectWechat } from "./adapter";
import { wechatSettings, wechatVariables } from "./config";

export const wechat = defineProvider({
  name: "WECHAT",
  settings: wechatSettings,
  variables: wechatVariables,
  connect: ({ key, name, ...settings }, dependencies) =>
    connectWechat({
      account: { id: formatId("account", key, key), key, name, provider: "WECHAT" },
      ...settings,
      ...dependencies,
    }),
  sandbox: async () => (await import("./sandbox/module.js")).wechatSandbox,
});
