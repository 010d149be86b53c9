import type { CallLog } from "./calls";
import type { SandboxClock } from "./clock";
import { readFault, type FaultPlan } from "./faults";
import { jsonReply, type SandboxReply, type SandboxRequest } from "./http";
import { createRouteTable, type PathParameters, type Route } from "./routes";

/** Does what a control request asks for and returns what to answer; throws ControlRefusal for what it does not understand. */
export type ControlHandler = (
  body: Readonly<Record<string, unknown>>,
  parameters: PathParameters,
  query: URLSearchParams,
) => unknown;
export type ControlRoutes = readonly Route<ControlHandler>[];

/** A control request that makes no sense: answered with 400, or 404 where the thing it names is not there. */
export class ControlRefusal extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 = 400,
  ) {
    super(message);
  }
}

/** What a handler returns whose answer is no JSON, such as a picture. */
export class ControlAnswer {
  constructor(readonly reply: SandboxReply) {}
}

export interface ControlDependencies {
  readonly clock: SandboxClock;
  readonly faults: FaultPlan;
  readonly log: CallLog;
  readonly reset: () => void;
  readonly routes: ControlRoutes;
  readonly faultKinds: readonly string[];
}

/** The routes under `/_sandbox`: those every simulator has, and the provider's own. */
export async function answerControl(request: SandboxRequest, dependencies: ControlDependencies): Promise<SandboxReply> {
  const table = createRouteTable([...commonRoutes(dependencies), ...dependencies.routes]);
  const match = table.match(request);
  if (!match) {
    const known = table.routes.map((route) => `${route.method} ${route.path}`).sort();
    return jsonReply({ error: `no control route ${request.method} ${request.path}`, routes: known }, 404);
  }
  try {
    const result = await match.route.handler(readBody(request), match.parameters, request.query);
    return result instanceof ControlAnswer ? result.reply : jsonReply(result ?? { ok: true });
  } catch (error) {
    if (error instanceof ControlRefusal) return jsonReply({ error: error.message }, error.status);
    throw error;
  }
}

function commonRoutes({ clock, faults, log, reset, routes, faultKinds }: ControlDependencies): ControlRoutes {
  return [
    {
      method: "GET",
      path: "/_sandbox",
      handler: () => ({
        routes: [...commonRoutes({ clock, faults, log, reset, routes, faultKinds }), ...routes]
          .map((route) => `${route.method} ${route.path}`)
          .sort(),
      }),
    },
    { method: "POST", path: "/_sandbox/reset", handler: () => reset() },
    { method: "GET", path: "/_sandbox/calls", handler: () => log.all() },
    { method: "DELETE", path: "/_sandbox/calls", handler: () => log.clear() },
    { method: "GET", path: "/_sandbox/clock", handler: () => ({ now: new Date(clock.now()).toISOString() }) },
    {
      method: "POST",
      path: "/_sandbox/clock",
      handler: ({ advanceSeconds }) => {
        if (typeof advanceSeconds !== "number" || !(advanceSeconds >= 0)) {
          throw new ControlRefusal("advanceSeconds is a number of seconds, 0 or more");
        }
        clock.advance(advanceSeconds);
        return { now: new Date(clock.now()).toISOString() };
      },
    },
    {
      method: "POST",
      path: "/_sandbox/faults",
      handler: (body) => {
        const fault = readFault(body, faultKinds);
        if (typeof fault === "string") throw new ControlRefusal(fault);
        faults.add(fault);
      },
    },
    { method: "DELETE", path: "/_sandbox/faults", handler: () => faults.clear() },
  ];
}

function readBody(request: SandboxRequest): Readonly<Record<string, unknown>> {
  if (request.body.length === 0) return {};
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new ControlRefusal("the body is not JSON");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ControlRefusal("the body is a JSON object");
  }
  return body as Record<string, unknown>;
}
