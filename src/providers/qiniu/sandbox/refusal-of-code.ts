import type { SandboxReply } from "../../../sandbox";
import type { Dialect } from "./dialect";
import { fail } from "./envelope";
import { ServiceFailure, failures, type Refusal } from "./failure";

/** The failures the documents give a code to, for a fault that answers with one although nothing was done. */
const known: readonly ServiceFailure[] = [
  failures.invalid(),
  failures.unauthorized(),
  failures.tokenExpired(),
  failures.notFound(),
  failures.internal(),
  failures.noRecord(),
  failures.database(),
  failures.alreadyExists(),
  failures.alreadyRelaying(),
  failures.tooManyItems(),
  failures.forbidden(),
  failures.wrongLogin(),
  failures.giftUnpaid(),
];

/** The answer a dialect gives with that code: its own message and HTTP status where it has them. */
export function refusalOf(code: number, dialect: Dialect, requestId: string): SandboxReply {
  const side = (failure: ServiceFailure): Refusal => (dialect === "master" ? failure.master : failure.modern);
  const failure = known.find((candidate) => side(candidate).code === code);
  return fail(failure ?? unknown(code), null, { dialect, requestId });
}

function unknown(code: number): ServiceFailure {
  const message = `code ${code}`;
  return new ServiceFailure({ status: 200, code, message }, { status: 500, code, message });
}
