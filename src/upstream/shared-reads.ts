import type { Call } from "../domain/call";

/** Identical reads that are under way at the same time, of whatever requests, are one read. */
export interface SharedReads {
  /** Begins the work, or joins it. It is ended when the last of those who wait for it has gone. */
  join<Result>(key: string, call: Call, work: (call: Call) => Promise<Result>): SharedRead<Result>;
  /** What is under way may show what was there before a write: nobody joins it any more. */
  seal(): void;
}

export interface SharedRead<Result> {
  readonly result: Promise<Result>;
  /** Does not wait any more, whether it has ended or not. */
  leave(): void;
}

interface Flight {
  readonly result: Promise<unknown>;
  readonly waiting: Set<Call>;
  /** Ends the work; once it has ended by itself, nothing. */
  end: () => void;
}

export function createSharedReads(): SharedReads {
  const flights = new Map<string, Flight>();

  function begin(key: string, first: Call, work: (call: Call) => Promise<unknown>): Flight {
    const waiting = new Set<Call>();
    const ending = new AbortController();
    const call: Call = {
      signal: ending.signal,
      requestId: first.requestId,
      ...(first.priority === undefined ? {} : { priority: first.priority }),
      /** That of whoever waits longest. */
      get deadline() {
        return latest(waiting);
      },
    };
    const result = Promise.resolve().then(() => work(call));
    const flight: Flight = { result, waiting, end: () => ending.abort() };
    const forget = () => {
      flight.end = () => undefined;
      if (flights.get(key) === flight) flights.delete(key);
    };
    result.then(forget, forget);
    flights.set(key, flight);
    return flight;
  }

  return {
    join<Result>(key: string, call: Call, work: (call: Call) => Promise<Result>) {
      const flight = flights.get(key) ?? begin(key, call, work);
      flight.waiting.add(call);
      return {
        result: flight.result as Promise<Result>,
        leave() {
          flight.waiting.delete(call);
          if (flight.waiting.size > 0) return;
          if (flights.get(key) === flight) flights.delete(key);
          flight.end();
        },
      };
    },
    seal() {
      flights.clear();
    },
  };
}

function latest(calls: ReadonlySet<Call>): number | undefined {
  let found = -Infinity;
  for (const { deadline } of calls) {
    if (deadline === undefined) return undefined;
    found = Math.max(found, deadline);
  }
  return found === -Infinity ? undefined : found;
}
