import { createHash } from "node:crypto";
import type { onSendHookHandler } from "fastify";

/** For what is no page: should a browser take it for one, nothing in it is run, loaded or framed. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** How a browser is to take every answer, unless a page says otherwise of itself. */
export const browserHeaders = {
  "content-security-policy": NOTHING,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // What is answered depends on who asks.
  "cache-control": "no-store",
} as const;

/** For the explorer: it runs the scripts that came with it, and talks to nobody but this gateway. */
export function policyOfExplorer(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, text = ""]) => `'sha256-${hashOf(text)}'`,
  );
  return [
    NOTHING,
    // The editor's background work is a text within the page.
    `script-src ${scripts.join(" ")} blob:`,
    "worker-src blob:",
    // The editor writes its styles while it runs.
    "style-src 'unsafe-inline'",
    "font-src data:",
    "img-src data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** As a browser reads the text: with one kind of line break. */
function hashOf(script: string): string {
  return createHash("sha256").update(script.replace(/\r\n?/g, "\n")).digest("base64");
}

/** For Fastify's `onSend`: Apollo Sandbox, where it is what is sent, is let run from Apollo's hosts. */
export const allowSandbox: onSendHookHandler = (_request, reply, payload, done) => {
  const isPage = typeof payload === "string" && String(reply.getHeader("content-type")).startsWith("text/html");
  if (isPage) reply.header("content-security-policy", policyOfSandbox(payload));
  done(null, payload);
};

/** Apollo gives its own scripts and styles a word that is new for every page. */
function policyOfSandbox(page: string): string {
  const [, word] = /<script nonce="([\w-]+)"/.exec(page) ?? [];
  const own = word === undefined ? [] : [`'nonce-${word}'`];
  const sandbox = "https://embeddable-sandbox.cdn.apollographql.com";
  const landing = "https://apollo-server-landing-page.cdn.apollographql.com";
  return [
    NOTHING,
    `script-src ${[...own, sandbox].join(" ")}`,
    `style-src ${[...own, sandbox, "https://fonts.googleapis.com"].join(" ")}`,
    "font-src https://fonts.gstatic.com",
    `img-src ${landing}`,
    `manifest-src ${landing}`,
    "frame-src https://sandbox.embed.apollographql.com",
    // The frame has the page around it ask.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
