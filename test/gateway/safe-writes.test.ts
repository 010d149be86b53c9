import fc from "fast-check";
import { createUnreliableWorld, outcomes, things, type Faults } from "../support/unreliable-world";

/*
 * Whatever goes wrong, and however the client repeats, one key makes one room, or one piece of goods, and its answer is
 * got in the end. The provider is played in this process: over HTTP, thousands of runs would take too long.
 */

const faults: fc.Arbitrary<Faults> = fc.record({
  creations: fc.array(fc.constantFrom(...outcomes), { maxLength: 4 }),
  listings: fc.array(fc.constantFrom("read" as const, "read" as const, "down" as const), { maxLength: 6 }),
  lag: fc.integer({ min: 0, max: 9 }),
  crashes: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
  storeAway: fc.option(fc.record({ from: fc.integer({ min: 1, max: 30 }), steps: fc.integer({ min: 1, max: 8 }) })),
});

/** What a client does: it waits, and asks once or twice at a time, here or there. */
const clicks = fc.array(
  fc.record({ wait: fc.constantFrom(0, 0, 1, 5, 11, 61), replicas: fc.constantFrom([0], [1], [0, 0], [0, 1], [1, 0]) }),
  { minLength: 1, maxLength: 6 },
);

const mayBeSaid = new Set([
  "UNKNOWN_OUTCOME",
  "IDEMPOTENCY_IN_PROGRESS",
  "STORE_UNAVAILABLE",
  "CONTENT_REJECTED",
  "PROVIDER_UNAVAILABLE",
]);

test.each(things)(
  "one key makes one %s, and its answer is got in the end",
  async (thing) => {
    await fc.assert(
      fc.asyncProperty(faults, clicks, async (script, pattern) => {
        const world = createUnreliableWorld(script, thing);
        const answers: string[] = [];
        const said: string[] = [];
        async function click(replica: number): Promise<void> {
          const outcome = await world.create(replica, "the-key");
          if (outcome === "died") return;
          if ("created" in outcome) answers.push(outcome.created);
          else said.push(outcome.error.kind);
        }
        for (const { wait, replicas } of pattern) {
          world.clock.advance(wait);
          await Promise.all(replicas.map(click));
        }
        world.heal();
        for (let round = 0; round < 8 && answers.length === 0; round += 1) {
          world.clock.advance(16);
          await click(round % 2);
        }
        await click(0);
        await click(1);

        // Nothing twice, nothing lost, and nobody else's room.
        expect(world.made).toHaveLength(1);
        expect(new Set(answers)).toEqual(new Set([world.made[0]?.[0]]));
        for (const kind of said) expect(mayBeSaid).toContain(kind);

        // Another key is another wish, though it be for the same.
        const other = await world.create(0, "another-key");
        expect(other).toEqual({ created: world.made[1]?.[0] });
        expect(answers).not.toContain((other as { created: string }).created);
        await world.close();
      }),
      { numRuns: 2000 },
    );
  },
  180_000,
);

/** While one looks for what came of it, the other takes that for its own, which is not to be seen yet. */
const takenMeanwhile = {
  creations: ["lost" as const, "lost-by-us" as const],
  listings: ["down" as const, "read" as const, "down" as const],
  lag: 0 as const,
  crashes: [],
  storeAway: null,
  slowness: [20, 0, 0, 0, 0, 1, 0] as (0 | 1 | 20)[],
};

/** Two that want the same, each with a key of its own, at the same moment. */
test.each(things)(
  "two keys make two of the same %s, whichever answer is lost",
  async (thing) => {
    const script = fc.record({
      creations: fc.array(fc.constantFrom("made" as const, "lost" as const, "lost-by-us" as const), { maxLength: 3 }),
      listings: fc.array(fc.constantFrom("read" as const, "down" as const), { maxLength: 4 }),
      lag: fc.constantFrom(0, 0, 0, 9),
      crashes: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 1 }),
      storeAway: fc.constant(null),
      slowness: fc.array(fc.constantFrom(0, 0, 1, 20), { minLength: 1, maxLength: 12 }),
    });
    const waits = fc.array(fc.constantFrom(0, 1, 5, 11, 61), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        script,
        waits,
        fc.constantFrom([0, 0], [0, 1]),
        async (faults, pattern, [one = 0, other = 1]) => {
          const world = createUnreliableWorld(faults, thing);
          const answers = { one: new Set<string>(), other: new Set<string>() };
          async function click(key: keyof typeof answers, replica: number): Promise<void> {
            const outcome = await world.create(replica, key);
            if (outcome !== "died" && "created" in outcome) answers[key].add(outcome.created);
          }
          for (const wait of pattern) {
            world.clock.advance(wait);
            await Promise.all([click("one", one), click("other", other)]);
          }
          world.heal();
          for (let round = 0; round < 8 && Math.min(answers.one.size, answers.other.size) === 0; round += 1) {
            world.clock.advance(16);
            await click("one", round % 2);
            await click("other", round % 2);
          }
          expect([...answers.one, ...answers.other].sort()).toEqual(world.made.map(([id]) => id));
          await world.close();
        },
      ),
      { numRuns: 1000, examples: [[takenMeanwhile, [0, 61, 0], [0, 0]]] },
    );
  },
  180_000,
);
