import type { Sandbox } from "../../src/sandbox";

/** An upstream request as the simulator received it, without when. */
export interface Upstream {
  readonly method: string;
  readonly path: string;
  readonly query: unknown;
  readonly body: unknown;
}

const TOKEN_PATHS: readonly string[] = ["/cgi-bin/stable_token", "/cgi-bin/token", "/server/auth/token"];

/** What has reached a provider since the last look, besides requests for tokens. */
export function takeUpstream(sandbox: Sandbox): readonly Upstream[] {
  const calls = sandbox
    .calls()
    .filter(({ path }) => !TOKEN_PATHS.includes(path))
    .map(({ method, path, query, body }) => ({ method, path, query: withoutToken(query), body }));
  sandbox.clearCalls();
  return calls;
}

/** How often a provider was asked for a token since the calls were last cleared. */
export function countTokenCalls(sandbox: Sandbox): number {
  return sandbox.calls().filter(({ path }) => TOKEN_PATHS.includes(path)).length;
}

function withoutToken(query: Readonly<Record<string, unknown>>): unknown {
  const { access_token: token, ...rest } = query;
  if (token !== undefined && token !== "***") throw new Error("a token stands unmasked in the call log");
  return rest;
}
