import type { LiveError } from "./error";

/** What travels with every upstream call from the request that caused it. */
export interface Call {
  /** Ends the call when nobody waits for its answer any more. */
  readonly signal: AbortSignal;
  /** In the log beside everything this request caused. */
  readonly requestId: string;
  /** Milliseconds since 1970 at which the answer has to be there; without one, only the call's own limit holds. */
  readonly deadline?: number;
  /** Who waits for it: decides what is kept free, and of a day's quota kept back, for it. A viewer, when nothing is said. */
  readonly priority?: Priority;
}

/** OPERATOR: a person at work in the back office. BACKGROUND: nobody waits. */
export type Priority = "VIEWER" | "OPERATOR" | "BACKGROUND";

/** One of several things asked for together: there, not there, or not told because of an error of its own. */
export type Found<Thing> = Thing | null | LiveError;

/** An item of a list with where to go on behind it. */
export interface Placed<Item> {
  readonly item: Item;
  readonly position: string;
}

/** A page of a list that the provider counts in its own way; `next` is where to go on, null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  /** How many there are in all, where the provider's figure can be trusted. */
  readonly total: number | null;
}
