/*
 * The server hands every time to a lenient date parser whose default zone is China's. What is accepted here was
 * written down from observation of that parser: epochs by their number of digits, ISO-like dates, American
 * month-first dates, RFC 1123 and its relatives, and Chinese dates.
 */

const CHINA_OFFSET_MINUTES = 8 * 60;

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(?<monthName>[A-Za-z]{3,9})\\.?";
const WEEKDAY = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?";
const CLOCK = "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d{1,9})?)?(?: ?(?<half>[AaPp])[Mm])?";
const ZONE = "(?: ?(?<zone>Z|[+-]\\d{2}(?::?\\d{2})?|UTC|GMT)(?: (?:UTC|GMT|\\([^)]*\\)))?)?";
const TIME = `(?:(?:[T ]|, | at )${CLOCK}${ZONE})?`;

const patterns = [
  `(?<year>\\d{4})([-/:.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})${TIME}`,
  `(?<year>\\d{4})[-.](?<month>\\d{2})`,
  `(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?<zone>[+-]\\d{2}:?\\d{2})`,
  `(?<year>\\d{4})-${MONTH}-(?<day>\\d{1,2})`,
  `(?<year>\\d{4})年(?<month>\\d{1,2})月(?<day>\\d{1,2})日${TIME}`,
  `(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4}|\\d{2})${TIME}`,
  `(?<month>\\d{1,2})\\.(?<day>\\d{1,2})\\.(?<year>\\d{4}|\\d{2})`,
  `${WEEKDAY}(?<day>\\d{1,2})[ -]${MONTH}[ -](?<year>\\d{4}|\\d{2})${TIME}`,
  `${MONTH} (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})${TIME}`,
  `${WEEKDAY}${MONTH} {1,2}(?<day>\\d{1,2}) ${CLOCK}${ZONE} (?<year>\\d{4})`,
  `(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})`,
  `(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})`,
  `(?<year>\\d{4})`,
].map((pattern) => new RegExp(`^${pattern}$`));

/** Digits of an epoch, by how many there are, and how many of the unit make a second. */
const epochs: Readonly<Record<number, number>> = { 10: 1, 13: 1e3, 16: 1e6, 19: 1e9 };

/**
 * Whole seconds since 1970 for the raw JSON text of a time; null for "no time"; undefined for what the server refuses.
 * The server looks at the raw text without its quotes, so that numbers and texts are the same to it.
 */
export function parseTimeText(raw: string): number | null | undefined {
  const text = raw.replaceAll('"', "");
  if (text === "null" || text === "0") return null;
  const unit = /^\d+$/.test(text) ? epochs[text.length] : undefined;
  if (unit !== undefined) return Number(BigInt(text) / BigInt(unit));
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (groups) return secondsOf(groups);
  }
  return undefined;
}

function secondsOf(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const year = fullYear(groups["year"] as string);
  const month = groups["monthName"] ? monthNumber(groups["monthName"]) : Number(groups["month"] ?? 1);
  const day = Number(groups["day"] ?? 1);
  const minute = Number(groups["minute"] ?? 0);
  const second = Number(groups["second"] ?? 0);
  const hour = hourOf(Number(groups["hour"] ?? 0), groups["half"]);
  if (hour === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute - offsetMinutes(groups["zone"]), second);
  return date.getTime() / 1000;
}

function fullYear(text: string): number {
  if (text.length === 4) return Number(text);
  return Number(text) + (Number(text) >= 69 ? 1900 : 2000);
}

function monthNumber(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined) return CHINA_OFFSET_MINUTES;
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === "-" ? -minutes : minutes;
}
