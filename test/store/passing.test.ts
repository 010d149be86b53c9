import { createPassing } from "../../src/store/passing";
import { createTestClock } from "../support/clock";

const clock = createTestClock();

test("an entry is there until its end", () => {
  const passing = createPassing<string>(clock);
  passing.set("a", "one", clock.now() + 60_000);
  expect([passing.get("a"), passing.get("b")]).toEqual(["one", null]);
  clock.advance(60);
  expect(passing.get("a")).toBeNull();
  passing.set("a", "two", clock.now() + 60_000);
  expect(passing.get("a")).toBe("two");
});

test("what nobody asks for again does not pile up, however long it goes on", () => {
  const passing = createPassing<number>(clock);
  for (let minute = 0; minute < 1_000; minute += 1) {
    for (let caller = 0; caller < 100; caller += 1) passing.set(`${minute}:${caller}`, 1, clock.now() + 60_000);
    expect(passing.size()).toBeLessThan(1_200);
    clock.advance(60);
  }
});
