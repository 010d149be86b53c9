import type { IncomingMessage } from "node:http";
import { browserHeaders } from "./content-policy";

/**
 * Names and values, one after the other, of an answer that leaves without Fastify, as Fastify would have sent them; without
 * those that are other for each answer.
 */
export function createAnswerHeaders(corsOrigins: readonly string[]) {
  const allowed: ReadonlySet<string> = new Set(corsOrigins);
  const common = [
    "vary",
    "Origin",
    "access-control-expose-headers",
    "x-request-id",
    ...Object.entries(browserHeaders).flat(),
  ];
  return ({ headers: { origin } }: IncomingMessage): readonly string[] =>
    origin !== undefined && allowed.has(origin) ? [...common, "access-control-allow-origin", origin] : common;
}

/** The first lines of an answer with these headers, as Node would have written them. */
export function headOf(headers: readonly string[]): string {
  const lines = ["HTTP/1.1 200 OK"];
  for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`);
  return `${lines.join("\r\n")}\r\n`;
}
