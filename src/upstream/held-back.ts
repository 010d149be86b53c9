import { LiveError, type ErrorDetails } from "../domain/error";

/*
 * Calls that we do not make. Each is a definite answer: nothing was sent, so nothing was done.
 */

const NOTHING_DONE: ErrorDetails = { ambiguous: false, retryable: true };

export function overloaded(about: ErrorDetails): LiveError {
  return new LiveError(
    "OVERLOADED",
    {
      en: "Too many calls to this provider are waiting. Try again in a moment.",
      zh: "等待该服务商响应的请求过多，请稍后再试。",
    },
    { ...about, ...NOTHING_DONE, retryAfterSeconds: 1 },
  );
}

export function resting(seconds: number, about: ErrorDetails): LiveError {
  return new LiveError(
    "PROVIDER_UNAVAILABLE",
    {
      en: "The provider has been failing and is given a rest. Try again in a few seconds.",
      zh: "服务商持续异常，已暂停调用，请几秒后再试。",
    },
    { ...about, ...NOTHING_DONE, retryAfterSeconds: seconds },
  );
}

export function noTimeLeft(about: ErrorDetails): LiveError {
  return new LiveError(
    "PROVIDER_TIMEOUT",
    {
      en: "There was no time left to ask the provider.",
      zh: "剩余时间不足，未向服务商发起请求。",
    },
    { ...about, ...NOTHING_DONE },
  );
}

export function minuteSpent(seconds: number, about: ErrorDetails): LiveError {
  return new LiveError(
    "RATE_LIMITED",
    {
      en: "This minute's calls to the provider are spent. Try again in the next minute.",
      zh: "本分钟的接口调用次数已用完，请下一分钟再试。",
    },
    { ...about, ...NOTHING_DONE, retryAfterSeconds: seconds },
  );
}

export function daySpent(seconds: number, about: ErrorDetails): LiveError {
  return new LiveError(
    "PROVIDER_QUOTA_EXHAUSTED",
    {
      en: "Today's calls to the provider are spent. They start again at 00:00 Beijing time.",
      zh: "今日接口调用次数已用完，北京时间 00:00 重置。",
    },
    { ...about, ...NOTHING_DONE, retryAfterSeconds: seconds },
  );
}

export function dayReserved(seconds: number, about: ErrorDetails): LiveError {
  return new LiveError(
    "PROVIDER_QUOTA_EXHAUSTED",
    {
      en: "Today's calls to the provider are nearly spent; the rest is kept for the shop's operators. They start again at 00:00 Beijing time.",
      zh: "今日接口调用次数即将用完，剩余次数保留给运营人员，北京时间 00:00 重置。",
    },
    { ...about, ...NOTHING_DONE, retryAfterSeconds: seconds },
  );
}
