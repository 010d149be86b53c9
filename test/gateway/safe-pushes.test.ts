import fc from "fast-check";
import { createUnreliableWorld, outcomes, type Faults } from "../support/unreliable-world";

/*
 * Whatever goes wrong at whichever step, one key is one push, nobody gets it twice, and it is brought to its end. Whoever
 * is not known to have got it, because an answer was lost, is left out rather than pestered.
 */

const faults: fc.Arbitrary<Faults> = fc.record({
  creations: fc.array(fc.constantFrom(...outcomes), { maxLength: 5 }),
  listings: fc.constant([]),
  lag: fc.constant(0),
  crashes: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
  storeAway: fc.option(fc.record({ from: fc.integer({ min: 1, max: 50 }), steps: fc.integer({ min: 1, max: 8 }) })),
});
const clicks = fc.array(
  fc.record({ wait: fc.constantFrom(0, 0, 1, 11, 61), replicas: fc.constantFrom([0], [1], [0, 0], [0, 1]) }),
  { minLength: 1, maxLength: 4 },
);
const mayBeSaid = new Set(["UNKNOWN_OUTCOME", "IDEMPOTENCY_IN_PROGRESS", "STORE_UNAVAILABLE", "PROVIDER_UNAVAILABLE"]);

test("one key is one push, which reaches nobody twice and comes to its end", async () => {
  await fc.assert(
    fc.asyncProperty(faults, clicks, async (script, pattern) => {
      const world = createUnreliableWorld(script);
      const ids = new Set<string>();
      const said: string[] = [];
      async function click(replica: number): Promise<void> {
        const outcome = await world.notify(replica, "the-key");
        if (outcome === "died") return;
        if ("notification" in outcome) ids.add(outcome.notification.id);
        else said.push(outcome.error.kind);
      }
      for (const { wait, replicas } of pattern) {
        world.clock.advance(wait);
        await Promise.all(replicas.map(click));
      }
      world.heal();
      for (let round = 0; round < 8 && ids.size === 0; round += 1) {
        world.clock.advance(61);
        await click(round % 2);
      }
      await click(1);
      expect(ids.size).toBe(1);
      for (const kind of said) expect(mayBeSaid).toContain(kind);

      const [id = ""] = ids;
      const isOver = async () => ["SENT", "COMPLETED"].includes((await world.notification(id))?.status ?? "");
      for (let round = 0; round < 200 && !(await isOver()); round += 1) {
        if (round % 20 === 19) {
          world.clock.advance(61);
          await world.restart(0);
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      const notification = await world.notification(id);
      expect(notification).toMatchObject({ status: "SENT", recipients: 5 });
      const reached = world.pushed.flat();
      expect(new Set(reached).size).toBe(reached.length);
      // What is said to have been sent has been.
      expect(reached.length).toBeGreaterThanOrEqual(notification?.sent ?? Infinity);
      if (script.creations.length + script.crashes.length === 0 && !script.storeAway) expect(reached).toHaveLength(5);
      await world.close();
    }),
    { numRuns: 500 },
  );
}, 180_000);
