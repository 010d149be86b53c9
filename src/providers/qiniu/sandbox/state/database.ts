import { failures } from "../failure";
import type { Trace } from "../trace";

const DRIVER_TEXT = "dial tcp 127.0.0.1:3306: connect: connection refused";

/** Work whose database errors go out as the driver's own text. */
export function needDatabaseRaw(trace: Trace): void {
  if (trace.struck("db-down")) throw failures.raw(DRIVER_TEXT);
}

/** Work whose database errors are turned into the service's own. */
export function needDatabase(trace: Trace): void {
  if (trace.struck("db-down")) throw failures.database();
}

/** Whether this request reads from a replica that is behind. */
export function lags(trace: Trace): boolean {
  return trace.struck("replica-lag");
}
