import type { SandboxRequest } from "./http";

/** One request as the simulator received it. Secrets and tokens are masked; everything else is as sent. */
export interface SandboxCall {
  /** RFC 3339, by the simulator's clock. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The parsed JSON body; the text when it is no JSON; null when there was none. */
  readonly body: unknown;
  /** The HTTP status that was answered; 0 while the answer is under way or when the connection was cut. */
  status: number;
}

export interface CallLog {
  record(request: SandboxRequest, at: number): SandboxCall;
  all(): readonly SandboxCall[];
  clear(): void;
}

const MASK = "***";
/** Enough for any test, and little enough for a simulator that runs for weeks. */
const LONGEST_LOG = 50_000;

export function createCallLog(secrets: {
  readonly query: readonly string[];
  readonly body: readonly string[];
}): CallLog {
  let calls: SandboxCall[] = [];
  const secretQuery = new Set(secrets.query);
  const secretBody = new Set(secrets.body);
  return {
    record(request, at) {
      const call: SandboxCall = {
        at: new Date(at).toISOString(),
        method: request.method,
        path: request.path,
        query: queryRecord(request.query, secretQuery),
        body: maskBody(request, secretBody),
        status: 0,
      };
      calls.push(call);
      if (calls.length > LONGEST_LOG) calls = calls.slice(-LONGEST_LOG / 2);
      return call;
    },
    all: () => calls,
    clear() {
      calls = [];
    },
  };
}

function queryRecord(query: URLSearchParams, secret: ReadonlySet<string>): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name).map((value) => (secret.has(name) ? MASK : value));
    record[name] = values.length === 1 ? (values[0] as string) : values;
  }
  return record;
}

function maskBody(request: SandboxRequest, secret: ReadonlySet<string>): unknown {
  if (request.body.length === 0) return null;
  if (/^multipart\//i.test(request.headers["content-type"] ?? "")) return `multipart, ${request.body.length} bytes`;
  const text = request.body.toString("utf8");
  try {
    return JSON.parse(text, (key, value: unknown) => (secret.has(key) ? MASK : value)) as unknown;
  } catch {
    return text;
  }
}
