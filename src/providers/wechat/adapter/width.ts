/** WeChat's measure of names: a Chinese character counts 2 (全角), an ASCII character 1 (半角). */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) as number) <= 0x7f ? 1 : 2;
  return width;
}

/**
 * Characters WeChat refuses in names (300040): emoji, control characters, symbols. Which ones exactly is not documented;
 * letters of all scripts, digits, blanks and everyday punctuation pass.
 */
const SPECIAL = /[\p{C}\p{So}\p{Sk}\p{Sc}\p{Extended_Pictographic}<>=|~@#*\\{}[\]^`"']/u;

export function hasSpecialCharacters(text: string): boolean {
  return SPECIAL.test(text);
}
