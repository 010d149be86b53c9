import { systemTimers, type Timers } from "../../src/domain/timers";

/** Limits hold as they do for everybody; only nobody waits before a repeat. */
export const hastyTimers: Timers = {
  after: (milliseconds, action) => systemTimers.after(milliseconds, action),
  pause: () => Promise.resolve(),
};
