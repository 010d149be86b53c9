import type { Caller } from "../../src/domain/caller";
import { createRememberedCallers } from "../../src/http/remembered-callers";
import { createTestClock, NOW } from "../support/clock";

const caller: Caller = { authenticated: true, subject: "ange", role: "OPERATOR", accounts: null };

test("a token that was good is taken for a minute, and never longer than it lives", () => {
  const clock = createTestClock();
  const remembered = createRememberedCallers(clock);
  const brief = { ...caller, expiresAt: new Date(NOW + 20_000) };
  remembered.keep("long", caller);
  remembered.keep("brief", brief);
  expect([remembered.find("long"), remembered.find("brief"), remembered.find("other")]).toEqual([caller, brief, null]);
  clock.advance(20);
  expect([remembered.find("long"), remembered.find("brief")]).toEqual([caller, null]);
  clock.advance(40);
  expect(remembered.find("long")).toBeNull();
});

test("a clock that was set back brings no token to life again", () => {
  const clock = createTestClock();
  const remembered = createRememberedCallers(clock);
  remembered.keep("token", caller);
  clock.advance(-10);
  expect(remembered.find("token")).toBeNull();
});
