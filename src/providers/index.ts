import type { ProviderModule } from "./module";
import { qiniu } from "./qiniu";
import { wechat } from "./wechat";

/** Every provider there is. A new one is a folder beside these, and a line here. */
export const providerModules: readonly ProviderModule[] = [wechat, qiniu];
