/** One request to a provider that has ended. */
export interface UpstreamCall {
  /** The account's key. */
  readonly account: string;
  /** Such as `room.list`. */
  readonly operation: string;
  /** `OK`, or the kind of the error it ended with. */
  readonly outcome: string;
  readonly seconds: number;
}

/** One operation that a client sent. */
export interface ClientOperation {
  readonly kind: "query" | "mutation" | "subscription" | "none";
  /** `OK`, or the code of the first of its errors. */
  readonly code: string;
  readonly seconds: number;
}

export const breakerStates = ["CLOSED", "PROBING", "OPEN"] as const;
/** Whether a failing provider is asked: as ever, by one call to see how it is doing, or not at all. */
export type BreakerState = (typeof breakerStates)[number];

/** What is counted for those who watch. Names and figures only: no secret, token, address or id of a person. */
export interface Metrics {
  upstreamCall(call: UpstreamCall): void;
  upstreamInFlight(account: string, count: number): void;
  breaker(account: string, state: BreakerState): void;
  quota(account: string, counter: string, used: number, limit: number): void;
  operation(operation: ClientOperation): void;
}

export const noMetrics: Metrics = {
  upstreamCall: () => undefined,
  upstreamInFlight: () => undefined,
  breaker: () => undefined,
  quota: () => undefined,
  operation: () => undefined,
};
