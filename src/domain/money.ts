export const currencyCodes = ["CNY"] as const;
export type CurrencyCode = (typeof currencyCodes)[number];

/** An exact amount. Inside, only the whole number of minor units (fen, 分) counts. */
export interface Money {
  readonly minorUnits: number;
  readonly currency: CurrencyCode;
}

const MINOR_DIGITS = 2;
const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,20}))?$/;

export function fen(minorUnits: number): Money {
  return { minorUnits, currency: "CNY" };
}

/** `99.50` for 9950 fen: the amount in yuan (元) with both decimals. */
export function formatAmount(money: Money): string {
  const digits = String(Math.abs(money.minorUnits)).padStart(MINOR_DIGITS + 1, "0");
  const sign = money.minorUnits < 0 ? "-" : "";
  return `${sign}${digits.slice(0, -MINOR_DIGITS)}.${digits.slice(-MINOR_DIGITS)}`;
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Yuan as text, such as `99.5`; null when it is no decimal or has more digits than a fen can hold. */
export function parseYuan(text: string): Money | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  const kept = fraction.replace(/0+$/, "");
  if (kept.length > MINOR_DIGITS) return null;
  const minorUnits = Number(whole + kept.padEnd(MINOR_DIGITS, "0"));
  if (!Number.isSafeInteger(minorUnits)) return null;
  return fen(sign === "-" && minorUnits !== 0 ? -minorUnits : minorUnits);
}

/**
 * Yuan as a JSON number. A decimal with two digits survives the way through a double: its shortest text is what was
 * written. Null for anything that is no such decimal.
 */
export function yuan(value: number): Money | null {
  return parseYuan(String(value));
}

/** The JSON number that reads as these yuan: 9950 fen are 99.5. */
export function toYuan(money: Money): number {
  return Number(formatAmount(money));
}
