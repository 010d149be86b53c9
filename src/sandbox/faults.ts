import type { SandboxRequest } from "./http";

/** What a simulator can be told to do wrong, from the moment it is told until it is told otherwise. */
export const faultKinds = [
  "latency",
  "status",
  "errcode",
  "reset",
  "reset-mid-body",
  "html",
  "malformed",
  "hang",
  "commit-then-reset",
] as const;

export interface Fault {
  /** The exact path, or a beginning of it followed by `*`. Absent: every path. */
  readonly path?: string;
  readonly method?: string;
  readonly kind: string;
  /** latency: milliseconds; status: the HTTP status; errcode: the provider's code. */
  readonly value?: number;
  /** How many requests it strikes; absent: all, until the faults are cleared. */
  readonly times?: number;
}

export interface FaultPlan {
  add(fault: Fault): void;
  clear(): void;
  /** The faults that strike this request, oldest first. Counts them as used. */
  strike(request: Pick<SandboxRequest, "method" | "path">): readonly Fault[];
}

export function createFaultPlan(): FaultPlan {
  let planned: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      planned.push({ fault, left: fault.times ?? Infinity });
    },
    clear() {
      planned = [];
    },
    strike(request) {
      const struck = planned.filter((entry) => strikes(entry.fault, request));
      for (const entry of struck) entry.left -= 1;
      planned = planned.filter((entry) => entry.left > 0);
      return struck.map((entry) => entry.fault);
    },
  };
}

function strikes(fault: Fault, request: Pick<SandboxRequest, "method" | "path">): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== request.method) return false;
  if (fault.path === undefined) return true;
  return fault.path.endsWith("*") ? request.path.startsWith(fault.path.slice(0, -1)) : request.path === fault.path;
}

/** Reads a fault from a control request; the text of the refusal when it is none. */
export function readFault(body: unknown, extraKinds: readonly string[] = []): Fault | string {
  if (typeof body !== "object" || body === null) return "a fault is a JSON object with a kind";
  const { path, method, kind, value, times } = body as Record<string, unknown>;
  const kinds = [...faultKinds, ...extraKinds];
  if (typeof kind !== "string" || !kinds.includes(kind)) return `kind is one of ${kinds.join(", ")}`;
  if (path !== undefined && typeof path !== "string") return "path is a text";
  if (method !== undefined && typeof method !== "string") return "method is a text";
  if (value !== undefined && typeof value !== "number") return "value is a number";
  if (["latency", "status", "errcode"].includes(kind) && value === undefined) return `${kind} needs a value`;
  if (times !== undefined && !(Number.isInteger(times) && (times as number) > 0)) return "times is a positive integer";
  return {
    kind,
    ...(path === undefined ? {} : { path }),
    ...(method === undefined ? {} : { method }),
    ...(value === undefined ? {} : { value }),
    ...(times === undefined ? {} : { times: times as number }),
  };
}
