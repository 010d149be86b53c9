import type { IncomingHttpHeaders } from "node:http";
import { LiveError } from "../domain/error";

/**
 * Refuses what a page of another site has its visitor's browser send: a caller behind the same firewall, or one who is
 * let in by an address, must not act by merely looking at a page. Browsers tell where a request comes from in
 * `Sec-Fetch-Site` and `Origin`, and pages cannot change either; programs and mini-programs send neither and pass.
 */
export function checkOrigin(headers: IncomingHttpHeaders, allowed: ReadonlySet<string>): void {
  const { origin, host } = headers;
  if (origin !== undefined && allowed.has(origin)) return;
  const site = headers["sec-fetch-site"];
  if (site !== undefined ? site === "same-origin" || site === "none" : origin === undefined || isHost(origin, host)) {
    return;
  }
  throw new LiveError("FORBIDDEN", {
    en: "Pages of other sites may not ask here. The operator can name the page's origin in CORS_ORIGINS.",
    zh: "其他网站的页面不能调用此接口；运维人员可在 CORS_ORIGINS 中登记该页面的来源。",
  });
}

function isHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
