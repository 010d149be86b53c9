import { formatId } from "../../domain/id";
import { defineProvider } from "../module";
import { qiniuSettings, qiniuVariables } from "./config";

export const qiniu = defineProvider({
  name: "QINIU",
  settings: qiniuSettings,
  variables: qiniuVariables,
  connect: async ({ key, name, ...settings }, dependencies) => {
    const { connectQiniu } = await import("./adapter/index.js");
    return connectQiniu({
      account: { id: formatId("account", key, key), key, name, provider: "QINIU" },
      ...settings,
      ...dependencies,
    });
  },
  sandbox: async () => (await import("./sandbox/module.js")).qiniuSandbox,
});
