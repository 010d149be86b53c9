import type { RefusalKind } from "../domain/error";

/** One upstream operation as data. A provider's table of these is the only place where its paths are written. */
export interface Endpoint {
  /** Noun and verb in our words, such as `room.create`; the name in logs, metrics and quotas. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The provider's path; `:name` stands for a path parameter. */
  readonly path: string;
  /**
   * What a second call does. `read`: nothing. `repeatable`: the same state again, so that a lost answer may be asked
   * for once more. `once`: perhaps a second thing, so that a lost answer is never followed by a second call.
   */
  readonly effect: "read" | "repeatable" | "once";
  /** The refusal that means, when the call is asked for once more after its answer was lost: it was done. */
  readonly alreadySo?: RefusalKind;
  /** What the provider allows in one day; operations that share a counter name the same one. */
  readonly quota?: { readonly counter: string; readonly perDay: number };
  /** The provider's own page about it. */
  readonly docs: string;
}
