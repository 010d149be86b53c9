/*
 * Domain objects as text and back, for stores that keep texts. Times stay times; a field that is undefined comes back as
 * one that is not there.
 */

const TIME = "$time";

export function toPlainText(value: unknown): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key: string, inner: unknown) {
    const given = this[key];
    return given instanceof Date ? { [TIME]: given.getTime() } : inner;
  });
}

export function fromPlainText(text: string): unknown {
  return JSON.parse(text, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || !(TIME in inner)) return inner;
    return new Date(inner[TIME] as number);
  });
}
