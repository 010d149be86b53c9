import type { Clock } from "../domain/clock";
import type { BreakerState } from "../domain/metrics";

/** How a call ended: the provider answered, the provider failed, or neither can be said. */
export type CallEnding = "answered" | "failed" | "unknown";

/** Gives a provider that fails a rest, so that its callers fail at once and it can recover. */
export interface Breaker {
  readonly state: BreakerState;
  /** Milliseconds until another call may be tried; 0: now. */
  restLeft(): number;
  /** A call begins; gives what is told how it ended. Null while none may. */
  begin(): ((ending: CallEnding) => void) | null;
}

export interface BreakerOptions {
  readonly clock: Clock;
  readonly onChange?: (state: BreakerState) => void;
}

/** The time that is looked at. */
const WINDOW = 10_000;
const REST = 5_000;
const LEAST_CALLS = 20;
const FAILING_SHARE = 0.5;
const SLOT = 1_000;

export function createBreaker({ clock, onChange }: BreakerOptions): Breaker {
  let state: BreakerState = "CLOSED";
  let openedAt = 0;
  let slots: { readonly start: number; answered: number; failed: number }[] = [];

  function change(to: BreakerState): void {
    state = to;
    slots = [];
    if (to === "OPEN") openedAt = clock.elapsed();
    onChange?.(to);
  }

  function count(ending: "answered" | "failed"): void {
    const now = clock.elapsed();
    slots = slots.filter(({ start }) => start > now - WINDOW);
    let slot = slots.at(-1);
    if (!slot || now - slot.start >= SLOT) slots.push((slot = { start: now, answered: 0, failed: 0 }));
    slot[ending] += 1;
    const failed = slots.reduce((sum, each) => sum + each.failed, 0);
    const all = slots.reduce((sum, each) => sum + each.answered + each.failed, 0);
    if (all >= LEAST_CALLS && failed >= all * FAILING_SHARE) change("OPEN");
  }

  const restLeft = () => (state === "OPEN" ? Math.max(0, openedAt + REST - clock.elapsed()) : 0);

  return {
    get state() {
      return state;
    },
    restLeft: () => (state === "PROBING" ? SLOT : restLeft()),
    begin() {
      if (state === "CLOSED") {
        return (ending) => {
          // One that began before the rest says nothing about how the provider is doing after it.
          if (state === "CLOSED" && ending !== "unknown") count(ending);
        };
      }
      if (state === "PROBING" || restLeft() > 0) return null;
      change("PROBING");
      return (ending) => {
        if (ending === "answered") change("CLOSED");
        else if (ending === "failed") change("OPEN");
        else {
          // Nothing was learnt: the next call may be the probe.
          change("OPEN");
          openedAt -= REST;
        }
      };
    },
  };
}
