import fc from "fast-check";
import { createMemory } from "../../src/compiled/memory";

const MOST = 100_000;
const text = (length: number) => ({ text: "x".repeat(length), premises: [] });

test("what was remembered about an object is told of that object and that part alone", () => {
  const memory = createMemory(MOST);
  const [room, other, part, another] = [{}, {}, {}, {}];
  memory.remember(room, part, text(500));
  expect(memory.recall(room, part)).toEqual(text(500));
  expect([memory.recall(room, another), memory.recall(other, part)]).toEqual([undefined, undefined]);
});

test("it never holds more than it may, whatever comes", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: MOST * 2 }), { maxLength: 200 }), (lengths) => {
      const memory = createMemory(MOST);
      const part = {};
      for (const length of lengths) {
        memory.remember({}, part, text(length));
        expect(memory.bytes()).toBeLessThanOrEqual(MOST);
      }
    }),
    { numRuns: 30 },
  );
});

test("what is asked for outlives what is not", () => {
  const memory = createMemory(MOST);
  const part = {};
  const [asked, forgotten] = [{}, {}];
  memory.remember(asked, part, text(1000));
  memory.remember(forgotten, part, text(1000));
  for (let round = 0; round < 300; round += 1) {
    memory.remember({}, part, text(1000));
    expect(memory.recall(asked, part)).toEqual(text(1000));
  }
  expect(memory.recall(forgotten, part)).toBeUndefined();
});
