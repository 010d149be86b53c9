import { accessSync, constants, mkdirSync } from "node:fs";
import { weaknessesOf } from "./access-settings";
import { systemClock } from "./domain/clock";
import { noMetrics } from "./domain/metrics";
import { systemTimers } from "./domain/timers";
import { LiveError, type ErrorKind } from "./domain/error";
import { silentLog } from "./domain/log";
import type { Language, Text } from "./domain/text";
import { readSettings, SettingsError, type Settings, type SettingsSource } from "./config";
import { lookAtRedis } from "./doctor-redis";
import { productionSettings } from "./index";
import { misspeltIn } from "./misspelt";
import type { ConfiguredAccount } from "./providers/module";
import { openState } from "./store/state";

type Environment = NodeJS.ProcessEnv;

/** Something that was looked at. */
export interface Finding {
  readonly verdict: "ok" | "warning" | "problem";
  /** What it is about, such as `account wechat`. */
  readonly about: string;
  readonly text: Text;
  /** What to do about it. */
  readonly advice?: Text;
}

/**
 * Looks at everything that has to be right before `zhibo start` serves anybody, and says of each thing whether it is. It
 * changes nothing; each account costs its provider a token at most, and one page of its list of rooms.
 */
export async function* diagnose(environment: Environment): AsyncGenerator<Finding> {
  yield {
    verdict: "ok",
    about: "Node",
    text: {
      en: `${process.version}, and 20.19 or newer is needed.`,
      zh: `${process.version}，需要 20.19 或更高版本。`,
    },
  };
  let settings: Settings;
  let source: SettingsSource;
  try {
    source = await productionSettings(environment);
    settings = readSettings(source);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const problem of error.problems) {
      yield { verdict: "problem", about: "settings", text: { en: `${problem}.`, zh: `${problem}。` } };
    }
    return;
  }
  yield* lookAtAuthentication(settings);
  for (const { en, zh } of misspeltIn(environment, source.modules)) {
    yield { verdict: "warning", about: "settings", text: { en: `${en}.`, zh: `${zh}。` } };
  }
  if (settings.redis !== null) yield* lookAtRedis(settings);
  else if (settings.dataDir !== null) yield lookAtFolder(settings.dataDir);
  for (const account of settings.accounts) {
    const about = `account ${account.key}`;
    const reached = await reach(account);
    if (!reached) {
      yield { verdict: "problem", about, text: UNREACHABLE, advice: UNREACHABLE_ADVICE };
      continue;
    }
    yield lookAtClock(about, reached);
    yield await lookAtAccount(about, account);
  }
}

const UNREACHABLE = { en: "The provider's address does not answer.", zh: "服务商地址无响应。" };
const UNREACHABLE_ADVICE = {
  en: "Look at the account's address (WECHAT_BASE_URL, QINIU_BASE_URL or baseUrl), at DNS and at the firewall.",
  zh: "请检查账号地址（WECHAT_BASE_URL、QINIU_BASE_URL 或 baseUrl）、DNS 与防火墙。",
};

function* lookAtAuthentication({ access }: Settings): Generator<Finding> {
  const about = "authentication";
  const weaknesses = weaknessesOf(access);
  for (const { en, zh } of weaknesses) {
    yield { verdict: "warning", about, text: { en: `${en}.`, zh: `${zh}。` }, advice: AUTHENTICATION_ADVICE };
  }
  if (weaknesses.length === 0)
    yield { verdict: "ok", about, text: { en: "Tokens are checked.", zh: "已启用令牌校验。" } };
}

const AUTHENTICATION_ADVICE = {
  en: "Good for trying out. Anywhere else, mend it, or let nobody reach the port but those who may.",
  zh: "仅适合试用。其他场合请改正，或限制端口的访问。",
};

function lookAtFolder(folder: string): Finding {
  const about = "data folder";
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return { verdict: "ok", about, text: { en: "It can be written.", zh: "可写。" } };
  } catch {
    return {
      verdict: "problem",
      about,
      text: { en: "It cannot be made or written.", zh: "无法创建或写入。" },
      advice: {
        en: "Give ZHIBO_DATA_DIR a folder that the process may write: goods ids and audit ids are kept there.",
        zh: "请将 ZHIBO_DATA_DIR 设为进程可写的目录：商品 ID 与审核单 ID 保存在其中。",
      },
    };
  }
}

interface Reached {
  /** How far the provider's clock is ahead of this machine's, in seconds; null where it does not say. */
  readonly ahead: number | null;
}

const REACH_TIMEOUT = 8_000;

/** Any answer will do. */
async function reach({ baseUrl }: ConfiguredAccount): Promise<Reached | null> {
  try {
    const reply = await fetch(baseUrl, { redirect: "manual", signal: AbortSignal.timeout(REACH_TIMEOUT) });
    await reply.body?.cancel();
    const told = Date.parse(reply.headers.get("date") ?? "");
    return { ahead: Number.isNaN(told) ? null : Math.round((told - systemClock.now()) / 1000) };
  } catch {
    return null;
  }
}

/** Past this, windows for signatures, tokens and planned starts begin to close on the wrong side. */
const CLOCK_TOLERANCE = 60;

function lookAtClock(about: string, { ahead }: Reached): Finding {
  if (ahead === null || Math.abs(ahead) <= CLOCK_TOLERANCE) {
    return { verdict: "ok", about, text: { en: "The provider answers.", zh: "服务商可访问。" } };
  }
  const seconds = Math.abs(ahead);
  return {
    verdict: "warning",
    about,
    text: {
      en: `This machine's clock is ${seconds} seconds ${ahead > 0 ? "behind" : "ahead of"} the provider's.`,
      zh: `本机时钟比服务商${ahead > 0 ? "慢" : "快"} ${seconds} 秒。`,
    },
    advice: { en: "Let NTP set the clock.", zh: "请通过 NTP 校时。" },
  };
}

const LIST_TIMEOUT = 15_000;

/** Reads the first page of rooms, as the gateway will. */
async function lookAtAccount(about: string, account: ConfiguredAccount): Promise<Finding> {
  const clock = systemClock;
  const state = await openState({ dataDir: null, redis: null, cacheKeys: null, clock, log: silentLog });
  const provider = await account.connect({ ...state, clock, timers: systemTimers, log: silentLog, metrics: noMetrics });
  try {
    const call = { signal: AbortSignal.timeout(LIST_TIMEOUT), requestId: "doctor" };
    const { rooms } = await provider.roomList.listRooms(null, call);
    const text = {
      en: `The credentials are good; the first page of rooms holds ${rooms.length}.`,
      zh: `凭证有效；直播间列表首页有 ${rooms.length} 个。`,
    };
    return { verdict: "ok", about, text };
  } catch (error) {
    if (!(error instanceof LiveError)) throw error;
    return refusal(about, error);
  } finally {
    await provider.close();
    await state.close();
  }
}

const advices: Partial<Record<ErrorKind, Text>> = {
  PROVIDER_CREDENTIALS_REJECTED: {
    en: "Look at WECHAT_APP_ID and WECHAT_APP_SECRET, or QINIU_ACCESS_KEY and QINIU_SECRET_KEY, for a wrong or reset key.",
    zh: "请检查 WECHAT_APP_ID 与 WECHAT_APP_SECRET，或 QINIU_ACCESS_KEY 与 QINIU_SECRET_KEY 是否填错或已重置。",
  },
  PROVIDER_IP_NOT_ALLOWED: {
    en: "In the console (开发管理 → IP白名单), put the address that this machine calls from on the list.",
    zh: "请在后台“开发管理 → IP白名单”中加入本机的出口 IP。",
  },
  PROVIDER_PERMISSION_MISSING: {
    en: "In the console, see that live broadcast (小程序直播) is opened for this account and the interface is granted.",
    zh: "请在后台确认该账号已开通直播并拥有该接口权限。",
  },
  PROVIDER_QUOTA_EXHAUSTED: {
    en: "The day's calls are spent; they begin again at 00:00 Beijing time.",
    zh: "当日调用次数已用完，北京时间 0 点恢复。",
  },
};

function refusal(about: string, { kind, text, details }: LiveError): Finding {
  const { providerCode, providerRequestId } = details;
  const known = [kind, providerCode && `code ${providerCode}`, providerRequestId && `request ${providerRequestId}`];
  const facts = ` [${known.filter(Boolean).join(", ")}]`;
  const advice = advices[kind];
  return {
    verdict: "problem",
    about,
    text: { en: text.en + facts, zh: text.zh + facts },
    ...(advice ? { advice } : {}),
  };
}

const marks = { ok: "ok     ", warning: "warning", problem: "PROBLEM" };

/** A line, and below it what to do; in Chinese where the terminal's language is. */
export function showFinding({ verdict, about, text, advice }: Finding, environment: Environment): string {
  const locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? "";
  const language: Language = locale.startsWith("zh") ? "zh" : "en";
  const line = `${marks[verdict]}  ${about}: ${text[language]}`;
  return advice ? `${line}\n         ${advice[language]}` : line;
}
