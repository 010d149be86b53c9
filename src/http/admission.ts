import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";
import type { Caller } from "../domain/caller";
import type { Authenticator } from "./authentication";
import { checkOrigin } from "./cross-site";

/** What every request for data passes before its body is read, whichever way it then takes. */
export interface Admission {
  /** For Fastify's `onRequest`: refuses by throwing a LiveError. */
  readonly admit: (request: FastifyRequest) => Promise<void>;
  /** Whom a request with these headers speaks for, where that can be told at once; null where it has to be admitted. */
  recall(headers: IncomingHttpHeaders): Caller | null;
  /** Whom an admitted request speaks for. */
  callerOf(request: FastifyRequest): Caller;
}

export interface AdmissionOptions {
  readonly authenticator: Authenticator;
  /** Origins whose pages may ask. */
  readonly corsOrigins: readonly string[];
}

export function createAdmission({ authenticator, corsOrigins }: AdmissionOptions): Admission {
  const allowed: ReadonlySet<string> = new Set(corsOrigins);
  const callers = new WeakMap<FastifyRequest, Caller>();
  return {
    async admit(request) {
      checkOrigin(request.headers, allowed);
      callers.set(request, await authenticator.authenticate(request.headers.authorization));
    },
    recall(headers) {
      try {
        checkOrigin(headers, allowed);
        return authenticator.recall(headers.authorization);
      } catch {
        return null;
      }
    },
    callerOf(request) {
      const caller = callers.get(request);
      if (!caller) throw new Error("this request was not admitted");
      return caller;
    },
  };
}
