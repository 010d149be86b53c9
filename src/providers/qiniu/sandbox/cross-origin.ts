import type { SandboxReply, SandboxRequest } from "../../../sandbox";

/** Any page may call the server; a page of the server's own host needs no leave. */
function isCrossOrigin(request: SandboxRequest): boolean {
  const { origin, host } = request.headers;
  return (
    origin !== undefined && origin !== "" && origin !== `http://${host ?? ""}` && origin !== `https://${host ?? ""}`
  );
}

export function crossOriginHeaders(request: SandboxRequest): Readonly<Record<string, string>> {
  return isCrossOrigin(request) ? { "Access-Control-Allow-Origin": "*" } : {};
}

/** A browser's question before the real request; answered on every path, before any authentication. */
export function answerPreflight(request: SandboxRequest): SandboxReply | null {
  if (request.method !== "OPTIONS" || !isCrossOrigin(request)) return null;
  return {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET,POST,PUT,DELETE,PATCH,HEAD",
      "Access-Control-Allow-Headers": "Content-Type,Access-Token,Authorization",
      "Access-Control-Max-Age": "21600",
    },
    body: "",
  };
}
