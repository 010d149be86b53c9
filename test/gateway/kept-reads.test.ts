import { Changes } from "../../src/gateway/changes";
import { createKeptReads } from "../../src/gateway/kept-reads";
import { createTestClock } from "../support/clock";

function createReads() {
  const clock = createTestClock();
  const changes = new Changes();
  const reads = createKeptReads({ clock, freshSeconds: 5, changes });
  const asked: string[] = [];
  let round = 1;
  let gate: Promise<void> = Promise.resolve();
  const ask = async (ids: readonly string[]) => {
    asked.push(ids.join());
    await gate;
    return ids.map((id) => ({ said: `${id} ${round}` }));
  };
  return {
    clock,
    changes,
    reads,
    asked,
    read: (...ids: string[]) => reads.each("assistants", ids, ask),
    one: () => reads.one("library", async () => (await ask(["library"]))[0] as { said: string }),
    nextRound: () => (round += 1),
    /** Answers wait until the returned function is called. */
    hold: () => {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("what has just grown old is answered once more while it is read again, for whoever asks meanwhile", async () => {
  const { clock, reads, asked, read, nextRound, hold } = createReads();
  await read("1", "2");
  nextRound();
  clock.advance(5.5);
  expect(reads.kept("assistants", "1")).toBeUndefined();
  const open = hold();
  expect(await read("1")).toEqual([{ said: "1 1" }]);
  expect(await read("1", "2")).toEqual([{ said: "1 1" }, { said: "2 1" }]);
  expect(reads.kept("assistants", "1")).toEqual({ said: "1 1" });
  expect(asked).toEqual(["1,2", "1", "2"]);
  open();
  await turn();
  expect(await read("1", "2")).toEqual([{ said: "1 2" }, { said: "2 2" }]);
  expect(asked).toHaveLength(3);
});

test("a second past its freshness, everybody waits", async () => {
  const { clock, reads, read, one, nextRound } = createReads();
  await read("1");
  await one();
  nextRound();
  clock.advance(6);
  expect(reads.kept("assistants", "1")).toBeUndefined();
  expect(await read("1")).toEqual([{ said: "1 2" }]);
  expect(await one()).toEqual({ said: "library 2" });
});

test("a single reading is answered once more, too", async () => {
  const { clock, asked, one, nextRound } = createReads();
  await one();
  nextRound();
  clock.advance(5);
  expect([await one(), await one()]).toEqual([{ said: "library 1" }, { said: "library 1" }]);
  await turn();
  expect(await one()).toEqual({ said: "library 2" });
  expect(asked).toHaveLength(2);
});

test("what was written over is not answered again, nor what was on its way", async () => {
  const { clock, reads, read, nextRound, hold } = createReads();
  await read("1");
  clock.advance(5.5);
  const open = hold();
  await read("1");
  reads.clear();
  open();
  await turn();
  expect(reads.kept("assistants", "1")).toBeUndefined();
  nextRound();
  expect(await read("1")).toEqual([{ said: "1 2" }]);
});

test("a failed second reading leaves the old answer for its moment, and nothing is thrown at nobody", async () => {
  const { clock, reads, read } = createReads();
  await read("1");
  clock.advance(5.5);
  const failing = () => Promise.reject(new Error("down"));
  expect(await reads.each("assistants", ["1"], failing)).toEqual([{ said: "1 1" }]);
  await turn();
  expect(reads.kept("assistants", "1")).toEqual({ said: "1 1" });
  clock.advance(1);
  await expect(reads.each("assistants", ["1"], failing)).rejects.toThrow("down");
});

test("everything that is another one than before is a change", async () => {
  const { changes, reads, read } = createReads();
  await read("1");
  const { count } = changes;
  await read("1");
  expect(changes.count).toBe(count);
  await read("2");
  expect(changes.count).toBeGreaterThan(count);
  const before = changes.count;
  reads.clear();
  expect(changes.count).toBeGreaterThan(before);
});
