import fc from "fast-check";
import { createUnreliableWorld, outcomes, type Faults } from "../support/unreliable-world";

/*
 * Whatever goes wrong, and however the client repeats, one key makes one room, and its answer is got in the end. The
 * provider is played in this process: over HTTP, thousands of runs would take too long.
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

test("one key makes one room, and its answer is got in the end", async () => {
  await fc.assert(
    fc.asyncProperty(faults, clicks, async (script, pattern) => {
      const world = createUnreliableWorld(script);
      const answers: string[] = [];
      const said: string[] = [];
      async function click(replica: number): Promise<void> {
        const outcome = await world.create(replica, "the-key");
        if (outcome === "died") return;
        if ("room" in outcome) answers.push(outcome.room);
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
      expect(other).toEqual({ room: world.made[1]?.[0] });
      expect(answers).not.toContain((other as { room: string }).room);
      await world.close();
    }),
    { numRuns: 2000 },
  );
}, 180_000);
