/** `li****01` fits `lin_wx01`: the same beginning and end around the mask (打码). */
export function fitsMask(wechatId: string, masked: string): boolean {
  const parts = /^([^*]*)\*+([^*]*)$/.exec(masked);
  if (!parts) return masked === wechatId;
  const [, start = "", end = ""] = parts;
  return wechatId.length >= start.length + end.length && wechatId.startsWith(start) && wechatId.endsWith(end);
}
