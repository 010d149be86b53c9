/*
 * Jest's matchers are `any`, and whatever they stand in becomes it too. These are the same, of no particular type.
 */

export const anyText: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
