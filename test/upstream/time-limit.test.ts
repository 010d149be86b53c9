import { getMaxListeners } from "node:events";
import { limitTime, untilEnded } from "../../src/upstream/time-limit";
import { hastyTimers } from "../support/timers";

test("a hundred calls of one request are no leak to warn of, and all end with it", async () => {
  const caller = new AbortController();
  const limits = Array.from({ length: 100 }, () => limitTime(caller.signal, Infinity, hastyTimers));
  expect(getMaxListeners(caller.signal)).toBe(Infinity);
  const ends = limits.map(({ signal }) => untilEnded(new Promise(() => undefined), signal, () => new Error("ended")));
  caller.abort();
  await Promise.all(ends.map((end) => expect(end).rejects.toThrow("ended")));
});
