/** `kept`: writes and tokens, for which places are kept free of reads. */
export type Lane = "read" | "kept";

/** Bounds how many calls to one account are under way, so that a provider that hangs cannot pile them up. */
export interface Bulkhead {
  readonly inFlight: number;
  /**
   * A place, at once or when one is left; gives what leaves it. Null when too many are waiting already, or when the
   * signal ends first.
   */
  enter(lane: Lane, signal: AbortSignal): Promise<(() => void) | null>;
}

export interface BulkheadOptions {
  readonly places: number;
  /** Of the places, those that reads never take. */
  readonly keptPlaces: number;
  /** How many may wait in each lane. */
  readonly queue: number;
  readonly onChange?: (inFlight: number) => void;
}

export function createBulkhead({ places, keptPlaces, queue, onChange }: BulkheadOptions): Bulkhead {
  const waiting: Record<Lane, Set<() => void>> = { read: new Set(), kept: new Set() };
  let inFlight = 0;
  let reads = 0;

  const isFree = (lane: Lane) => inFlight < places && (lane === "kept" || reads < places - keptPlaces);

  function take(lane: Lane): () => void {
    inFlight += 1;
    if (lane === "read") reads += 1;
    onChange?.(inFlight);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      inFlight -= 1;
      if (lane === "read") reads -= 1;
      onChange?.(inFlight);
      letNextIn();
    };
  }

  function letNextIn(): void {
    for (const lane of ["kept", "read"] as const) {
      for (const letIn of waiting[lane]) {
        if (!isFree(lane)) break;
        letIn();
      }
    }
  }

  return {
    get inFlight() {
      return inFlight;
    },
    enter(lane, signal) {
      if (signal.aborted) return Promise.resolve(null);
      if (isFree(lane)) return Promise.resolve(take(lane));
      const line = waiting[lane];
      if (line.size >= queue) return Promise.resolve(null);
      return new Promise((resolve) => {
        const stopWaiting = () => {
          line.delete(letIn);
          signal.removeEventListener("abort", giveUp);
        };
        const letIn = () => {
          stopWaiting();
          resolve(take(lane));
        };
        const giveUp = () => {
          stopWaiting();
          resolve(null);
        };
        line.add(letIn);
        signal.addEventListener("abort", giveUp);
      });
    },
  };
}
