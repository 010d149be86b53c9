import type { PathParameters, SandboxRequest } from "../../../sandbox";
import type { ClientClaims } from "./auth/client-token";
import type { Dialect } from "./dialect";
import type { Refusal } from "./failure";
import type { Trace } from "./trace";

/** One request on its way through a handler. */
export interface Call extends Trace {
  readonly request: SandboxRequest;
  readonly parameters: PathParameters;
  readonly dialect: Dialect;
  /** Who the client token speaks for; empty texts on routes that take none. */
  readonly caller: ClientClaims;
}

/** An answer that is no envelope with data, or not only one. */
export class Verbatim {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {}
}

export interface QiniuRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "ANY";
  readonly path: string;
  /** The code of success on master, where every family of calls has its own. The others say 0 everywhere. */
  readonly masterCode: 0 | 200;
  /** Absent: every dialect. */
  readonly only?: readonly Dialect[];
  /** What master makes of a failure in this handler, unless the handler says otherwise. */
  readonly masterFailure?: Partial<Refusal>;
  /** On master a failure of this handler carries `data: null`. */
  readonly masterNullData?: boolean;
  /** The data of the answer; undefined for an answer without. */
  readonly handle: (call: Call) => unknown;
}

/** The routes a dialect really serves. */
export function servedBy(dialect: Dialect, routes: readonly QiniuRoute[]): readonly QiniuRoute[] {
  return routes.filter((route) => route.only?.includes(dialect) ?? true);
}

/** A parameter of the path; the route table promises that it is there. */
export function parameter(call: Call, name: string): string {
  return call.parameters[name] ?? "";
}

/** The first value of a query parameter, or what stands for its absence. An empty value is a value. */
export function queryText(call: Call, name: string, absent: string): string {
  return call.request.query.get(name) ?? absent;
}

/** A whole number as Go reads one from text; null for anything else. */
export function wholeNumber(text: string): number | null {
  return /^[+-]?\d{1,18}$/.test(text) ? Number(text) : null;
}
