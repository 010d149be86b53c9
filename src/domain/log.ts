/** Where things are told that nobody asked for. Fields are plain facts; no secret, token or address is among them. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Does what `info` does with the message "request", where there is a quicker way: there is one for each request. */
  request?(answered: AnsweredRequest): void;
}

/** A request that was answered. */
export interface AnsweredRequest {
  readonly requestId: string;
  readonly method: string;
  /** Not the address: a query in it may hold what a log must not. */
  readonly route: string | null;
  readonly status: number;
  readonly ms: number;
}

export function tellRequest(log: Log, answered: AnsweredRequest): void {
  if (log.request) log.request(answered);
  else log.info(answered, "request");
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
