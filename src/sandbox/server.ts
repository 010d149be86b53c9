import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createCallLog, type SandboxCall } from "./calls";
import type { SandboxClock } from "./clock";
import { answerControl, type ControlRoutes } from "./control";
import { createFaultPlan, type Fault } from "./faults";
import type { SandboxReply, SandboxRequest } from "./http";

/** What a provider's simulator brings: its answers, its state and its own control routes. The kit does the rest. */
export interface SandboxService {
  answer(request: SandboxRequest): SandboxReply | Promise<SandboxReply>;
  /** The answer that carries one of the provider's codes although nothing was done. */
  refusal(code: number, request: SandboxRequest): SandboxReply;
  /** Back to the seed state. */
  reset(): void;
  /** Names of query parameters and of JSON keys whose values never show in the call log. */
  readonly secrets: { readonly query: readonly string[]; readonly body: readonly string[] };
  readonly control: ControlRoutes;
  /** Kinds of faults this provider knows besides those of the kit; `answer` meets them in `fault.active`. */
  readonly faultKinds?: readonly string[];
}

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Absent: 127.0.0.1. */
  readonly host?: string;
}

/** A simulator that listens. */
export interface Sandbox {
  readonly url: string;
  readonly port: number;
  readonly clock: SandboxClock;
  /** What was received, in order, without control requests. */
  calls(): readonly SandboxCall[];
  clearCalls(): void;
  /** Injects a fault, as `POST /_sandbox/faults` does. */
  fault(fault: Fault): void;
  clearFaults(): void;
  reset(): void;
  close(): Promise<void>;
}

/** Bodies past this are refused by closing the connection: no provider call comes near it. */
const LARGEST_BODY = 20 * 1024 * 1024;

/**
 * Serves one provider's HTTP API on a port of this machine. The service must make each answer in one go: what it
 * changes is changed when `answer` has returned, so that a fault can lose the answer and not the work.
 */
export async function startSandboxServer(
  createService: (faults: { active(kind: string, request: SandboxRequest): boolean }) => SandboxService,
  clock: SandboxClock,
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const faults = createFaultPlan();
  const struck = new WeakMap<SandboxRequest, readonly Fault[]>();
  const service = createService({
    active: (kind, request) => struck.get(request)?.some((fault) => fault.kind === kind) ?? false,
  });
  const log = createCallLog(service.secrets);
  const reset = () => {
    clock.reset();
    faults.clear();
    log.clear();
    service.reset();
  };
  const control = { clock, faults, log, reset, routes: service.control, faultKinds: service.faultKinds ?? [] };

  const server = createServer((message, response) => {
    void serve(message, response).catch(() => response.destroy());
  });

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    if (!request) {
      response.destroy();
      return;
    }
    if (request.path === "/_sandbox" || request.path.startsWith("/_sandbox/")) {
      return send(response, await answerControl(request, control));
    }
    const call = log.record(request, clock.now());
    const strikes = faults.strike(request);
    struck.set(request, strikes);
    for (const fault of strikes) if (fault.kind === "latency") await pause(fault.value ?? 0);
    const first = strikes.find((fault) => fault.kind in disturbances);
    if (first) return disturb(first, request, response, call);
    const reply = await service.answer(request);
    call.status = reply.status;
    send(response, reply);
  }

  async function disturb(fault: Fault, request: SandboxRequest, response: ServerResponse, call: SandboxCall) {
    const reply = await disturbances[fault.kind]?.(
      fault,
      () => service.answer(request),
      (code) => service.refusal(code, request),
    );
    if (reply === undefined || reply === "hang") return;
    if (reply === "reset") {
      response.socket?.resetAndDestroy();
      return;
    }
    call.status = reply.status;
    if (fault.kind === "reset-mid-body") return sendHalf(response, reply);
    send(response, reply);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, options.host ?? "127.0.0.1", resolve);
  });
  const port = (server.address() as AddressInfo).port;
  return {
    url: `http://${options.host ?? "127.0.0.1"}:${port}`,
    port,
    clock,
    calls: () => log.all(),
    clearCalls: () => log.clear(),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    reset,
    async close() {
      clock.reset();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

type Answer = () => SandboxReply | Promise<SandboxReply>;
type Disturbed = SandboxReply | "hang" | "reset";
type Disturbance = (
  fault: Fault,
  answer: Answer,
  refusal: (code: number) => SandboxReply,
) => Disturbed | Promise<Disturbed>;

const disturbances: Readonly<Record<string, Disturbance>> = {
  status: (fault) => ({ status: fault.value ?? 500, headers: { "content-type": "text/plain" }, body: "" }),
  errcode: (fault, _answer, refusal) => refusal(fault.value ?? -1),
  reset: () => "reset",
  "reset-mid-body": (_fault, answer) => answer(),
  html: () => ({
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: "<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>",
  }),
  malformed: async (_fault, answer) => {
    const reply = await answer();
    return { ...reply, body: reply.body.slice(0, Math.max(1, Math.floor(reply.body.length / 2))) };
  },
  hang: () => "hang",
  "commit-then-reset": async (_fault, answer) => {
    await answer();
    return "reset" as const;
  },
};

async function readRequest(message: IncomingMessage): Promise<SandboxRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  const target = message.url ?? "/";
  const mark = target.indexOf("?");
  const rawQuery = mark < 0 ? "" : target.slice(mark + 1);
  return {
    method: message.method ?? "GET",
    path: mark < 0 ? target : target.slice(0, mark),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: message.headers,
    rawHeaders: message.rawHeaders,
    body: Buffer.concat(chunks),
  };
}

function send(response: ServerResponse, reply: SandboxReply): void {
  response.writeHead(reply.status, { ...reply.headers, "content-length": Buffer.byteLength(reply.body) });
  response.end(reply.body);
}

/** Promises the whole body, sends half of it, and cuts the connection. */
function sendHalf(response: ServerResponse, reply: SandboxReply): void {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.resetAndDestroy());
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
