import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { GraphQLInt, GraphQLList, GraphQLObjectType, GraphQLSchema, parse } from "graphql";
import { createCompiledExecutor } from "../../src/compiled/executor";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

interface World {
  numbers: readonly number[] | null | undefined;
}

const SOURCE = "{ numbers }";
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      numbers: {
        type: new GraphQLList(GraphQLInt),
        resolve: (_root, _given, { numbers }: World) => numbers,
        extensions: { atHand: (_root: unknown, _given: unknown, { numbers }: World) => numbers },
      },
    },
  }),
});

async function answer(world: World) {
  const executor = createCompiledExecutor({ schema, rememberedBytes: 100_000 });
  const outcome = await executor.learn(SOURCE, parse(SOURCE), null)?.prepare({})?.run(world);
  const [premise, ...others] = outcome?.premises ?? [];
  if (!premise || others.length > 0) throw new Error("one premise, and no more");
  return { data: outcome?.data, premise };
}

test("an answer stands while the very same is there", async () => {
  const numbers = Object.freeze([1, 2]);
  const { data, premise } = await answer({ numbers });
  expect(data).toBe('{"numbers":[1,2]}');
  expect(premise.holds({ numbers })).toBe(true);
  expect(premise.holds({ numbers: Object.freeze([1, 2]) })).toBe(false);
  expect(premise.holds({ numbers: undefined })).toBe(false);
});

test("that there is nothing stands while there is nothing", async () => {
  const { premise } = await answer({ numbers: null });
  expect(premise.holds({ numbers: null })).toBe(true);
  expect(premise.holds({ numbers: undefined })).toBe(false);
  expect(premise.holds({ numbers: Object.freeze([]) })).toBe(false);
});

test("what was answered keeps nothing of its time, and stands no more without it", async () => {
  const world: World = { numbers: Object.freeze([1, 2, 3]) };
  const reference = new WeakRef(world.numbers as object);
  const { premise } = await answer(world);
  world.numbers = undefined;
  while (reference.deref()) {
    await setImmediate();
    collectGarbage();
  }
  expect(premise.holds(world)).toBe(false);
});
