import { parse } from "graphql";
import { createCompiledExecutor } from "../../src/compiled/executor";
import { MOST_FIELDS } from "../../src/compiled/plans";
import { createSchema } from "../../src/graphql/schema";

const schema = createSchema();

/** Nine pages of rooms out of a few hundred characters. */
const documentOf = (name: string) => `query ${name}($w: Boolean = true, $n: Int = 1) {
  ${Array.from({ length: 9 }, (_, index) => `a${index}: liveRooms(first: 1) { nodes { ...r } }`).join(" ")}
}
fragment r on LiveRoom {
  id title @include(if: $w) startsAt account { id key name } anchor { name } goods(first: $n) { nodes { id name price { display } } }
}`;

test("plans of many fields are kept within one limit, whatever documents and variables come", () => {
  const executor = createCompiledExecutor({ schema, rememberedBytes: 0 });
  const learn = (name: string) => {
    const source = documentOf(name);
    return executor.learn(source, parse(source), null);
  };
  expect(learn("First")?.prepare({ w: true, n: 1 })).not.toBeNull();
  // Page, nodes and fourteen fields of the room, nine times.
  const one = executor.plannedFields();
  expect(one).toBeGreaterThanOrEqual(9 * 15);
  for (let n = 0; n < 100; n += 1) expect(learn("First")?.prepare({ w: true, n })).not.toBeNull();
  for (let index = 0; index < 100; index += 1) {
    expect(learn(`Other${index}`)?.prepare({ w: true, n: 1 })).not.toBeNull();
    expect(executor.plannedFields()).toBeLessThanOrEqual(MOST_FIELDS);
  }
  expect(executor.plannedFields()).toBeGreaterThan(MOST_FIELDS - 2 * one);
});

test("a plan that was forgotten is made again", () => {
  const executor = createCompiledExecutor({ schema, rememberedBytes: 0 });
  const source = documentOf("Again");
  const operation = executor.learn(source, parse(source), null);
  for (let n = 0; n < 300; n += 1) operation?.prepare({ w: true, n });
  expect(operation?.prepare({ w: true, n: 0 })).not.toBeNull();
});
