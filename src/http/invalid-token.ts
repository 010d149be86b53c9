import { LiveError } from "../domain/error";

/** One answer for all that can be wrong with a token, so that nobody learns what to try next. */
export function invalidToken(): LiveError {
  return new LiveError("UNAUTHENTICATED", {
    en: "The token is not valid. Sign in again, or send none to read what is public.",
    zh: "令牌无效，请重新登录；只读取公开内容时可以不带令牌。",
  });
}

/** The keys to check a token with could not be fetched, which says nothing about the token. */
export function uncheckedToken(cause: unknown): LiveError {
  const text = {
    en: "The token cannot be checked at the moment. Try again.",
    zh: "暂时无法校验令牌，请稍后重试。",
  };
  return new LiveError("UNAUTHENTICATED", text, { retryable: true, retryAfterSeconds: 5, cause });
}
