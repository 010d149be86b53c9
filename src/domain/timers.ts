/** Waiting, and ending what takes too long. Handed in like the clock, so that no test has to wait. */
export interface Timers {
  /** Calls back once, that many milliseconds from now, unless what it returns is called before. */
  after(milliseconds: number, action: () => void): () => void;
  /** Waits that long, or until the signal ends. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
  pause(milliseconds, signal) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener("abort", end);
      if (signal.aborted) end();
    });
  },
};
