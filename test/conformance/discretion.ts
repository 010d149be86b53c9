import type { LiveError } from "../../src/domain/error";

/**
 * Holds that nothing of an error but its cause, which only the log sees, gives away what must not leave the gateway.
 * A picture to scan is an address that is meant to be shown.
 */
export function expectDiscreet(error: LiveError, secrets: readonly string[]): void {
  const texts: string[] = [];
  collect(error, texts, new Set());
  const all = texts.join("\n");
  for (const secret of secrets) expect(all).not.toContain(secret);
}

const meantToBeSeen: readonly string[] = ["cause", "verificationQrCodeUrl"];

function collect(value: unknown, texts: string[], seen: Set<unknown>): void {
  if (typeof value !== "object" || value === null) {
    texts.push(String(value));
    return;
  }
  if (seen.has(value)) return;
  seen.add(value);
  for (const name of Object.getOwnPropertyNames(value)) {
    if (meantToBeSeen.includes(name)) continue;
    texts.push(name);
    collect((value as Readonly<Record<string, unknown>>)[name], texts, seen);
  }
}
