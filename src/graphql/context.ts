import type { Language } from "../domain/text";
import type { Session } from "../gateway/session";
import type { Problems } from "./problems";

/** What resolvers work with in one request. */
export interface GraphQLContext {
  readonly session: Session;
  /** In which errors speak to this caller. */
  readonly language: Language;
  /** In the log beside everything this request caused, and in every error. */
  readonly requestId: string;
  /** The last event that a watcher who comes again has seen. */
  readonly lastEventId?: string;
  /** Errors of parts that stand empty in the answer. */
  readonly problems: Problems;
  /** What the request is counted by. */
  readonly meter: Meter;
  /** The operation is a mutation: it may take longer than a query. */
  readonly allowMutation: () => void;
}

/** Counts a request once, whichever way it takes. */
export interface Meter {
  /** From where it came: who sends no token is counted by address. */
  readonly address: string;
  /** Null until it is counted. */
  charged: { readonly outcome: void | Promise<void> } | null;
}
