/**
 * Texts that the database takes for the same: its default collation ignores case, and MariaDB also blanks at the end.
 * Comparisons made in the server's own code are exact, so a room of `USER_1` is not a room of `user_1` there.
 */
export function collate(text: string): string {
  return text.replace(/ +$/, "").toLowerCase();
}

export function sameText(a: string, b: string): boolean {
  return collate(a) === collate(b);
}

/** What SQL's LIKE makes of a keyword followed by a percent sign. */
export function startsLike(text: string, keyword: string): boolean {
  const pattern = Array.from(keyword)
    .map((character) => ({ "%": ".*", _: "." })[character] ?? character.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("");
  return new RegExp(`^${pattern}`, "is").test(text);
}

/** Whether a column of so many characters takes the text. */
export function fits(text: string, characters: number): boolean {
  return text.length <= characters || Array.from(text).length <= characters;
}
