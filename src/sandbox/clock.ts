/** The time a simulator lives in. It starts as the real time, or as a test's, and can be moved forward. */
export interface SandboxClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Whole seconds since 1970, the unit both providers count in. */
  seconds(): number;
  advance(seconds: number): void;
  /** Runs the action when the clock has reached the time, by passing or by being moved. Returns what cancels it. */
  at(milliseconds: number, action: () => void): () => void;
  /** Back to the base clock, with nothing scheduled. */
  reset(): void;
}

interface Alarm {
  readonly due: number;
  readonly action: () => void;
  timer: NodeJS.Timeout | undefined;
}

const LONGEST_TIMER = 2 ** 31 - 1;

export function createSandboxClock(base: () => number = Date.now): SandboxClock {
  let offset = 0;
  const alarms = new Set<Alarm>();
  const now = () => base() + offset;

  const arm = (alarm: Alarm) => {
    clearTimeout(alarm.timer);
    alarm.timer = setTimeout(() => settle(alarm), Math.min(Math.max(0, alarm.due - now()), LONGEST_TIMER));
    alarm.timer.unref();
  };
  const settle = (alarm: Alarm) => {
    if (!alarms.has(alarm)) return;
    if (alarm.due > now()) return arm(alarm);
    cancel(alarm);
    alarm.action();
  };
  const cancel = (alarm: Alarm) => {
    clearTimeout(alarm.timer);
    alarms.delete(alarm);
  };

  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    advance(seconds) {
      offset += seconds * 1000;
      for (const alarm of [...alarms].sort((a, b) => a.due - b.due)) settle(alarm);
    },
    at(due, action) {
      const alarm: Alarm = { due, action, timer: undefined };
      alarms.add(alarm);
      arm(alarm);
      return () => cancel(alarm);
    },
    reset() {
      offset = 0;
      for (const alarm of [...alarms]) cancel(alarm);
    },
  };
}
