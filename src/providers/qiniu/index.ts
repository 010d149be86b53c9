import { formatId } from "../../domain/id";
import { defineProvider } from "../module";
import { connectQiniu } from "./adapter";
import { qiniuSettings, qiniuVariables } from "./config";

export const qiniu = defineProvider({
  name: "QINIU",
  settings: qiniuSettings,
  variables: qiniuVariables,
  connect: ({ key, name, ...settings }, dependencies) =>
    connectQiniu({
      account: { id: formatId("account", key, key), key, name, provider: "QINIU" },
      ...settings,
      ...dependencies,
    }),
  sandbox: async () => (await import("./sandbox/module.js")).qiniuSandbox,
});
