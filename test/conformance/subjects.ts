import type { ProviderName } from "../../src/domain/account";
import { qiniuSubjects } from "../providers/qiniu/subject";
import { wechatSubject } from "../providers/wechat/subject";
import type { Subject } from "./subject";

/** Every provider with all that it may be: a provider that is missing here does not compile. */
export const subjects: Readonly<Record<ProviderName, Readonly<Record<string, Subject>>>> = {
  WECHAT: { WeChat: wechatSubject },
  QINIU: qiniuSubjects,
};
