import { LRUCache } from "lru-cache";
import type { CompiledExecutor } from "../compiled/executor";
import { toBuffer, type ByteText } from "../compiled/text";
import type { CompiledOperation, Outcome, PreparedOperation } from "../compiled/operation";
import type { Caller } from "../domain/caller";
import type { Changes } from "../gateway/changes";
import { deepFreeze } from "../gateway/freeze";
import type { GraphQLContext } from "../graphql/context";
import type { PriceList } from "../graphql/price-list";
import type { Sent } from "./answer-size";
import type { Asking, Documents } from "./documents";
import { askedIn } from "./plain-asking";

/** What the very bytes of a request's body stand for, whoever sends them. */
export interface KnownRequest {
  readonly key: string;
  readonly operation: PreparedOperation;
  /** What it costs its caller. */
  readonly price: number;
  /** What decides how large the answer may be. */
  readonly sent: () => Sent;
  /** What was answered last; it is sent again for as long as the same would be written. */
  readonly last: WrittenAnswer | null;
}

export interface WrittenAnswer {
  readonly outcome: Outcome;
  readonly body: Buffer;
}

/** Somebody who asks, and when. */
export interface Look {
  readonly caller: Caller;
  /** Milliseconds, as the clock counts what has elapsed. */
  readonly at: number;
  readonly changes: Changes;
  readonly context: () => GraphQLContext;
}

/** What was found true a moment ago, for this very caller, is true while nothing has changed. */
const MOMENT = 10;

/** When an answer was last found true, and after how many changes. */
interface Finding {
  readonly at: number;
  readonly changes: number;
}

/** By the answer. It knows nothing of callers whom nobody else knows any more. */
const findings = new WeakMap<WrittenAnswer, WeakMap<Caller, Finding>>();

/** What was answered last, while it is what whoever asks now would be told; otherwise null. */
export function standingAnswer({ last }: KnownRequest, { caller, at, changes, context }: Look): Buffer | null {
  if (!last?.outcome.premises) return null;
  const found = findings.get(last) ?? new WeakMap<Caller, Finding>();
  const before = found.get(caller);
  if (before?.changes === changes.count && at - before.at < MOMENT) return last.body;
  const finding = { at, changes: changes.count };
  const asker = context();
  if (!last.outcome.premises.every((premise) => premise.holds(asker))) return null;
  findings.set(last, found.set(caller, finding));
  return last.body;
}

/** Requests for queries that were learnt before: read once, and known by their bytes from then on. */
export interface KnownRequests {
  /**
   * By a body, one character for each byte. Null for what has to be read, checked or refused on the long way. Never
   * throws: nobody would catch it.
   */
  find(body: ByteText): KnownRequest | null;
  remember(request: KnownRequest, last: WrittenAnswer): void;
}

export interface KnownRequestsOptions {
  readonly executor: CompiledExecutor;
  readonly documents: Documents;
  readonly prices: PriceList;
}

/** What is kept of a request. Documents and their plans are larger by far, and have limits of their own. */
interface Entry {
  readonly operation: WeakRef<CompiledOperation>;
  /** Coerced. */
  readonly variables: Asking;
  readonly price: number;
  readonly last: WrittenAnswer | null;
}

/** Bytes of bodies, and of the answers kept with them. */
const MOST_BYTES = 32 * 1024 * 1024;
/** What an entry weighs besides, about. */
const ENTRY = 1000;
/** What a premise weighs, with its share of the room it may be about. */
const PREMISE = 500;
/** Bytes that a body and its variables take for each byte of it, at worst about. */
const READ = 5;

export function createKnownRequests({ executor, documents, prices }: KnownRequestsOptions): KnownRequests {
  const entries = new LRUCache<string, Entry>({
    maxSize: MOST_BYTES,
    // An answer is kept as bytes and as the text these were made of.
    sizeCalculation: ({ last }, key) =>
      ENTRY + READ * key.length + 2 * (last?.body.length ?? 0) + PREMISE * (last?.outcome.premises?.length ?? 0),
  });

  const asked = (body: ByteText) => askedIn(toBuffer(body), documents);

  function read(body: ByteText): Entry | null {
    const found = asked(body);
    const operation = found && executor.known(found.source, found.operationName);
    const variables = found && operation?.coerce(found.variables);
    const price = found && prices.find(found);
    if (!operation || !variables || price === null) return null;
    return { operation: new WeakRef(operation), variables: deepFreeze(variables), price, last: null };
  }

  function known(key: ByteText): KnownRequest | null {
    let entry = entries.get(key);
    let operation = entry?.operation.deref();
    if (!entry || !operation) {
      entry = read(key) ?? undefined;
      operation = entry?.operation.deref();
      if (entry) entries.set(key, entry);
    }
    const prepared = entry && operation?.prepare(entry.variables);
    if (!entry || !prepared) return null;
    const { price, last } = entry;
    const sent = () => {
      const { source: query, variables } = asked(key) ?? { source: "", variables: null };
      return { query, variables };
    };
    return { key, operation: prepared, price, sent, last };
  }

  return {
    find(body) {
      try {
        return known(body);
      } catch {
        return null;
      }
    },
    remember({ key }, last) {
      const entry = entries.get(key);
      if (entry) entries.set(key, { ...entry, last });
    },
  };
}
