import type { Fields } from "./fields";
import { invalid, isAbsent, textField } from "./fields";
import type { WechatOperation } from "./operation";
import { WechatRefusal } from "./refusal";
import type { WechatState } from "./state";

const classicQuota = { counter: "token.get", perDay: 2_000 };
const stableQuota = { counter: "token.stable", perDay: 500_000, perMinute: 10_000 };
/** Refreshing by force has a limit of its own. */
export const forcedQuota = { counter: "token.stable.forced", perDay: 20 };

export const tokenOperations: readonly WechatOperation[] = [
  {
    names: ["token.get"],
    method: "GET",
    path: "/cgi-bin/token",
    guard: "secret",
    area: "account",
    quota: classicQuota,
    success: "bare",
    prepare: (fields) => {
      const credentials = readCredentials(fields);
      return ({ state }) => {
        checkCredentials(credentials, state);
        state.quotas.spend(classicQuota);
        return state.tokens.issueClassic();
      };
    },
  },
  {
    names: ["token.stable"],
    method: "POST",
    path: "/cgi-bin/stable_token",
    guard: "secret",
    area: "account",
    quota: stableQuota,
    success: "bare",
    prepare: (fields) => {
      const credentials = readCredentials(fields);
      const force = fields["force_refresh"];
      // The only boolean of the whole API.
      if (!isAbsent(force) && typeof force !== "boolean") throw invalid("force_refresh");
      return ({ state }) => {
        checkCredentials(credentials, state);
        state.quotas.spend(stableQuota);
        return force === true ? forceRefresh(state) : state.tokens.issueStable();
      };
    },
  },
  {
    names: ["quota.clear"],
    method: "POST",
    path: "/cgi-bin/clear_quota",
    guard: "token",
    area: "account",
    quota: { counter: "quota.clear" },
    success: "text",
    prepare: (fields) => {
      const appId = textField(fields, "appid");
      return ({ state }) => {
        if (appId !== state.settings.credentials.appId) throw new WechatRefusal(40013);
        state.quotas.clear();
        return {};
      };
    },
  },
];

interface Credentials {
  readonly appId: unknown;
  readonly secret: unknown;
}

function readCredentials(fields: Fields): Credentials {
  if (isAbsent(fields["appid"])) throw new WechatRefusal(41002);
  if (isAbsent(fields["secret"])) throw new WechatRefusal(41004);
  if (fields["grant_type"] !== "client_credential") throw new WechatRefusal(40002);
  return { appId: fields["appid"], secret: fields["secret"] };
}

function checkCredentials({ appId, secret }: Credentials, { settings: { credentials } }: WechatState): void {
  if (appId !== credentials.appId) throw new WechatRefusal(40013);
  if (secret !== credentials.appSecret) throw new WechatRefusal(40125);
}

function forceRefresh({ quotas, tokens }: WechatState) {
  if (quotas.left(forcedQuota) === 0) throw new WechatRefusal(45009);
  const token = tokens.forceStable();
  quotas.spend(forcedQuota);
  return token;
}
