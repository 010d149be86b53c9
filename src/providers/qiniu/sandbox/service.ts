import {
  createRouteTable,
  type Route,
  type RouteTable,
  type SandboxClock,
  type SandboxReply,
  type SandboxRequest,
  type SandboxService,
} from "../../../sandbox";
import type { ClientClaims } from "./auth/client-token";
import { identify } from "./auth/identify";
import type { Callbacks } from "./callbacks";
import { createControlRoutes } from "./control";
import { answerPreflight, crossOriginHeaders } from "./cross-origin";
import { brokenPath, fail, redirect, succeed, unknownRoute } from "./envelope";
import { Panic } from "./failure";
import { createRequestIds } from "./identifiers";
import { refusalOf } from "./refusal-of-code";
import { servedBy, type Call, type QiniuRoute } from "./route";
import { qiniuRoutes } from "./routes";
import { seedWorld } from "./seed";
import type { Seed, Settings } from "./settings";
import { expireSilence } from "./state/timeouts";
import { createWorld, type World } from "./state/world";
import { qiniuFaultKinds, type Trace } from "./trace";
import { routablePath } from "./wire/path";

type Table = RouteTable<QiniuRoute>;

const ANY_METHOD = ["GET", "POST", "PUT", "PATCH", "HEAD", "OPTIONS", "DELETE", "CONNECT", "TRACE"];

interface ServiceDependencies {
  readonly faults: { active(kind: string, request: SandboxRequest): boolean };
  readonly settings: Settings;
  readonly clock: SandboxClock;
  readonly callbacks: Callbacks;
}

/** Qiniu's live server in memory: routing, authentication and envelopes around the handlers in `routes`. */
export function createQiniuService({ faults, settings, clock, callbacks }: ServiceDependencies): SandboxService {
  const { dialect } = settings;
  const requestIdOf = createRequestIds(clock);
  const table = createTable(servedBy(dialect, qiniuRoutes));
  let world = start(settings.seed);
  let cancelCheck: () => void = () => undefined;

  function start(seed: Seed): World {
    const next = createWorld(settings, clock, callbacks);
    callbacks.forget();
    seedWorld(next, seed);
    return next;
  }

  /** Silence must be noticed although nobody calls, so that its event is sent. */
  function watchSilence(): void {
    cancelCheck();
    if (world.silenceCheckAt !== Infinity) cancelCheck = clock.at(world.silenceCheckAt, noticeSilence);
  }
  function noticeSilence(): void {
    expireSilence(world);
    watchSilence();
  }

  async function answer(request: SandboxRequest): Promise<SandboxReply> {
    expireSilence(world);
    const reply = await route(request);
    watchSilence();
    return reply;
  }

  async function route(request: SandboxRequest): Promise<SandboxReply> {
    const path = routablePath(request.path);
    if (path === null) return brokenPath();
    const match = table.match({ method: request.method, path });
    if (!match) {
      const moved = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
      if (table.match({ method: request.method, path: moved }))
        return redirect(request.method, withQuery(moved, request));
    }
    const trace: Trace = {
      world,
      requestId: request.headers["x-reqid"]?.toString() || requestIdOf(),
      struck: (kind) => faults.active(kind, request),
    };
    const reply =
      answerPreflight(request) ??
      (match ? await handle(match.route.handler, { request, parameters: match.parameters, trace }) : unknownRoute());
    const headers = { ...crossOriginHeaders(request), ...reply.headers };
    return { ...reply, headers: dialect === "master" ? headers : { ...headers, "X-Reqid": trace.requestId } };
  }

  async function handle(
    found: QiniuRoute,
    { request, parameters, trace }: Pick<Call, "request" | "parameters"> & { trace: Trace },
  ): Promise<SandboxReply> {
    const context = { dialect, requestId: trace.requestId };
    let caller: ClientClaims;
    try {
      caller = identify(found.path, request, trace);
    } catch (error) {
      return fail(error, null, context);
    }
    try {
      if (trace.struck("panic")) throw new Panic();
      return succeed(found, await found.handle({ ...trace, request, parameters, dialect, caller }), context);
    } catch (error) {
      return fail(error, found, context);
    }
  }

  return {
    answer,
    refusal: (code, request) => refusalOf(code, dialect, request.headers["x-reqid"]?.toString() || requestIdOf()),
    reset() {
      world = start(settings.seed);
      watchSilence();
    },
    secrets: { query: [], body: ["password", "im_password", "access_token"] },
    control: createControlRoutes({
      world: () => world,
      reseed(seed) {
        world = start(seed);
        watchSilence();
      },
      afterChange: watchSilence,
    }),
    faultKinds: qiniuFaultKinds,
  };
}

function createTable(routes: readonly QiniuRoute[]): Table {
  return createRouteTable(
    routes.flatMap((route): Route<QiniuRoute>[] =>
      (route.method === "ANY" ? ANY_METHOD : [route.method]).map((method) => ({
        method,
        path: route.path,
        handler: route,
      })),
    ),
  );
}

function withQuery(path: string, { rawQuery }: SandboxRequest): string {
  return rawQuery === "" ? path : `${path}?${rawQuery}`;
}
