import type { Call } from "../domain/call";
import { requireRole, roles, type Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Act } from "./policy";

export interface GuardOptions<View> {
  /** What the acts are about: `rooms`, … */
  readonly noun: string;
  readonly acts: Readonly<Record<keyof View, Act>>;
  readonly caller: Caller;
  readonly call: Call;
  readonly log: Log;
}

type Method = (...given: readonly unknown[]) => unknown;

/** A view of which a caller can do only what the policy lets them. What they may not do asks no provider. */
export function guard<View extends object>(view: View, options: GuardOptions<View>): View {
  const methods = view as Record<string, Method>;
  const guarded: Record<string, Method> = {};
  for (const [name, act] of Object.entries<Act>(options.acts)) {
    const method = methods[name] as Method;
    if (roles.indexOf(options.caller.role) < roles.indexOf(act.role)) guarded[name] = refusing(options.caller, act);
    else guarded[name] = act.writes ? recorded(name, method, options) : method;
  }
  return guarded as View;
}

function refusing(caller: Caller, { role }: Act): Method {
  return () => requireRole(caller, role);
}

/** A write that leaves a line in the log: who, what, to which thing, what came of it. Inputs are not repeated. */
function recorded<View>(name: string, method: Method, { noun, caller, call, log }: GuardOptions<View>): Method {
  return async (...given) => {
    const [target] = given;
    const line = (outcome: string, result: unknown) => {
      log.info(
        {
          audit: `${noun}.${name}`,
          requestId: call.requestId,
          subject: caller.subject,
          role: caller.role,
          target: typeof target === "string" ? target.slice(0, LONGEST_TARGET) : null,
          result: idOf(result),
          outcome,
        },
        "write",
      );
    };
    try {
      const result = await method(...given);
      line(refusalIn(result)?.kind ?? "DONE", result);
      return result;
    } catch (error) {
      line(error instanceof LiveError ? error.kind : "INTERNAL_SERVER_ERROR", null);
      throw error;
    }
  };
}

/** A caller wrote it; a line of the log is no place for more than an id. */
const LONGEST_TARGET = 200;

function idOf(result: unknown): string | null {
  if (typeof result === "string") return result;
  if (typeof result !== "object" || result === null) return null;
  if ("id" in result && typeof result.id === "string") return result.id;
  return "room" in result ? idOf(result.room) : null;
}

function refusalIn(result: unknown): LiveError | null {
  const isPartly = typeof result === "object" && result !== null && "refusal" in result;
  return isPartly && result.refusal instanceof LiveError ? result.refusal : null;
}
