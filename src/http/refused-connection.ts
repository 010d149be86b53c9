import type { Socket } from "node:net";
import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { browserHeaders } from "./content-policy";

/** Node's parser gives up on what is no request: there is none to answer, only a connection. */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ""] ?? 400;
  const refusal = { message: messages[status], extensions: { code: "BAD_USER_INPUT", requestId: randomUUID() } };
  const body = JSON.stringify({ errors: [refusal] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "content-type: application/json; charset=utf-8",
    ...Object.entries(browserHeaders).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  // Whoever does not read the answer is not waited for.
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}

const statuses: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

const messages: Readonly<Record<number, string>> = {
  400: "This is not an HTTP request.",
  408: "The request did not arrive in time.",
  431: "The headers are too large.",
};
