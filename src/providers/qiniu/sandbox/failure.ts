/** HTTP status, code and message of an answer that is no success. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/**
 * Something the service could not do. The newer servers (develop, and the cloud with it) bind HTTP status and code
 * together; master's handlers choose the HTTP status, 200 unless they say otherwise, and some hide code and text too.
 */
export class ServiceFailure extends Error {
  constructor(
    readonly master: Refusal,
    readonly modern: Refusal,
    /** A handler has said what master answers, which the rule of the whole route does not touch. */
    readonly masterIsSettled = false,
  ) {
    super(modern.message);
  }

  onMaster(change: Partial<Refusal>): ServiceFailure {
    return new ServiceFailure({ ...this.master, ...change }, this.modern, true);
  }
}

/** A handler that fell over. Master then answers with nothing at all, develop with the text of the panic. */
export class Panic extends Error {
  constructor(message = "runtime error: invalid memory address or nil pointer dereference") {
    super(message);
  }
}

/** Runs the work; what fails in it is answered by master as the change says, and by the others as it is. */
export function onMaster<Result>(change: Partial<Refusal>, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof ServiceFailure ? error.onMaster(change) : error;
  }
}

/** Many handlers of master hide the reason: an internal error, in words of their own. */
export function inWords(message: string): Refusal {
  return { status: 500, code: 500, message };
}

const INVALID = "The arguments you provide is invalid.";

/** The failures by name, each with the code and text it has in either family. */
export const failures = {
  notFound: () => failure([404, "Not found"], [404, 404, "Not Found"]),
  invalid: (text = "Bad Request", masterText = INVALID) => failure([400, masterText], [400, 400, text]),
  internal: () => failure([500, "Internal error"], [500, 500, "Internal Server Error"]),
  database: () => failure([602, "Database error"], [500, 500, "Internal Server Error"]),
  /** An error that is none of the service's own: its text goes out as it is. */
  raw: (text: string) => failure([501, text], [500, 500, text]),
  noRecord: () => failures.raw("record not found"),
  liveStatus: () => failures.raw("live status error"),
  notAnchor: () => failures.raw("user not anchor"),
  forbidden: () => failure([404, "Not found", 401], [403, 403, "Forbidden"]),
  wrongLogin: () =>
    failure([30001, "wrong user name or password，login failed", 500], [200, 30001, "Invalid username or password"]),
  /** Develop tells a known name with a wrong password apart. */
  wrongPassword: () =>
    failure([30001, "wrong user name or password，login failed", 500], [403, 403, "Invalid username or password"]),
  giftUnpaid: () => failure([200002, "PayGift Failure: Internal error"], [200, 20002, "PayGift Failure"]),
  payerUnreachable: () =>
    failure([200003, "PayGift Failure: Request Biz Server Error"], [200, 20002, "PayGift Failure"]),
  payerRefused: (code: number, text: string) => {
    const message = text || "PayGift Failure";
    return failure([code, message], [200, code, message]);
  },
  alreadyExists: () => failure([600, "Already existed"], [400, 10001, "Already existed"]),
  tooManyItems: () => failure([20001, "items exceed in live room"], [400, 20001, "items exceed in live room"]),
  /** The texts differ in a blank at the end, by server and by call. */
  offShelf: (text: string) => failure([501, "item offline, cannot demonstrate "], [400, 400, text]),
  alreadyRelaying: () => failure([601, "live room already in relaying"], [400, 400, "live room already in relaying"]),
  unauthorized: () => failure([401, "Your authorization token is invalid", 401], [401, 401, "Unauthorized"]),
  tokenExpired: () => failure([499, "Your token is expired", 401], [401, 499, "Your token is expired"]),
  /** What a database column of fixed length answers to a longer text. */
  tooLong: (column: string) => failures.raw(`Error 1406: Data too long for column '${column}' at row 1`),
};

function failure(
  [masterCode, masterMessage, masterStatus = 200]: readonly [number, string, number?],
  [status, code, message]: readonly [number, number, string],
): ServiceFailure {
  return new ServiceFailure(
    { status: masterStatus, code: masterCode, message: masterMessage },
    { status, code, message },
  );
}
