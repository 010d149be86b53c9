import type { Timers } from "../../src/domain/timers";
import type { TestClock } from "./clock";

/** Timers that run by the test's clock, when it is moved through them. */
export interface ScriptedTimers extends Timers {
  /** Moves the clock, and lets go off what is due by then. */
  advance(milliseconds: number): void;
  /** How long was waited before repeats, in order. */
  readonly pauses: readonly number[];
  /** How many have neither gone off nor been called off. */
  readonly waiting: number;
}

export function createScriptedTimers(clock: TestClock): ScriptedTimers {
  const waiting = new Set<{ readonly due: number; readonly action: () => void }>();
  const pauses: number[] = [];
  return {
    pauses,
    get waiting() {
      return waiting.size;
    },
    after(milliseconds, action) {
      const timer = { due: clock.now() + milliseconds, action };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    pause(milliseconds) {
      pauses.push(milliseconds);
      clock.advance(milliseconds / 1000);
      return Promise.resolve();
    },
    advance(milliseconds) {
      clock.advance(milliseconds / 1000);
      for (const timer of [...waiting].sort((a, b) => a.due - b.due)) {
        if (timer.due > clock.now() || !waiting.delete(timer)) continue;
        timer.action();
      }
    },
  };
}
