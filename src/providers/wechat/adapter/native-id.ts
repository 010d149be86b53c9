/** WeChat counts rooms and goods from 1; anything else is the id of nothing, and is 0 here. */
export function nativeNumber(nativeId: string): number {
  return /^[1-9]\d{0,14}$/.test(nativeId) ? Number(nativeId) : 0;
}
