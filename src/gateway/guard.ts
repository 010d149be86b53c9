import type { Call } from "../domain/call";
import { requireRole, roles, type Caller, type Role } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { Log } from "../domain/log";
import type { Changes } from "./changes";
import type { Act } from "./policy";

export interface GuardOptions<View> {
  /** What the acts are about: `rooms`, … */
  readonly noun: string;
  readonly acts: Readonly<Record<keyof View, Act>>;
  readonly caller: Caller;
  readonly call: Call;
  readonly log: Log;
  readonly changes: Changes;
}

type Method = (...given: readonly unknown[]) => unknown;

/** A view of which a caller can do only what the policy lets them. What they may not do asks no provider. */
export function guard<View extends object>(view: View, options: GuardOptions<View>): View {
  const methods = view as Record<string, Method>;
  const guarded: Record<string, Method> = { ...methods };
  for (const { name, act, isOpen } of changesFor(options.acts, options.caller.role, methods)) {
    const method = methods[name] as Method;
    guarded[name] = isOpen ? recorded(name, method, options) : refusing(options.caller, act);
  }
  return guarded as View;
}

interface Change {
  readonly name: string;
  readonly act: Act;
  readonly isOpen: boolean;
}

const changes = new WeakMap<object, Map<Role, readonly Change[]>>();

/** The acts that a role may not do, or not without a record; worked out once. What has no row is not let through. */
function changesFor(acts: Readonly<Record<string, Act>>, role: Role, view: object): readonly Change[] {
  const known = changes.get(acts) ?? new Map<Role, readonly Change[]>();
  changes.set(acts, known);
  let found = known.get(role);
  if (!found) {
    const stray = Object.keys(view).find((name) => !Object.hasOwn(acts, name));
    if (stray !== undefined) throw new Error(`no policy says who may do ${stray}`);
    found = Object.entries(acts)
      .map(([name, act]) => ({ name, act, isOpen: roles.indexOf(role) >= roles.indexOf(act.role) }))
      .filter(({ act, isOpen }) => act.writes || !isOpen);
    known.set(role, found);
  }
  return found;
}

function refusing(caller: Caller, { role }: Act): Method {
  return () => requireRole(caller, role);
}

/** A write that leaves a line in the log: who, what, to which thing, what came of it. Inputs are not repeated. */
function recorded<View>(
  name: string,
  method: Method,
  { noun, caller, call, log, changes }: GuardOptions<View>,
): Method {
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
    } finally {
      changes.note();
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
