/**
 * The length of a text as WeChat counts it everywhere: an ASCII character is 1, a Chinese one 2. How emoji and the rest
 * count is not documented; here anything past ASCII is 2.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  return width;
}

/** Emoji, symbols, control characters and markup: what 300040 is taken to mean, since WeChat does not say. */
export function hasForbiddenCharacters(text: string): boolean {
  return /[\p{Extended_Pictographic}\p{So}\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u{fe0f}<>{}\\^`|]/u.test(text);
}

/** Stands for WeChat's content check. */
export function hasForbiddenWords(text: string): boolean {
  return /违禁|forbidden/iu.test(text);
}
