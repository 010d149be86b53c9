import { parse } from "graphql";
import { createPriceList } from "../../src/graphql/price-list";
import { createSchema } from "../../src/graphql/schema";

const source = "query Page($first: Int = 1) { liveRooms(first: $first) { nodes { account { key } } } }";

test("a size that is null is not taken for one that was left out, in whichever order they come", () => {
  const asked = (variables: Readonly<Record<string, unknown>>) => ({ source, operationName: null, variables });
  const schema = createSchema();
  const [small, large] = [asked({}), asked({ first: null })];
  const prices = [
    [small, large],
    [large, small],
  ].map((order) => {
    const list = createPriceList(schema);
    const found = new Map(order.map((each) => [each, list.work(each, parse(source))]));
    expect(order.map((each) => list.find(each))).toEqual(order.map((each) => found.get(each)));
    return [small, large].map((each) => found.get(each) ?? NaN);
  });
  expect(prices[0]).toEqual(prices[1]);
  expect(prices[0]?.[1]).toBeGreaterThan(prices[0]?.[0] ?? NaN);
});
