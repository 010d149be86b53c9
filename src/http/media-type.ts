/** What GraphQL over HTTP answers in; the first is what those get who say nothing. */
const served = ["application/json", "application/graphql-response+json"] as const;

/** The one of them that an Accept header prefers, chosen as Apollo chooses the content type of its answer. */
export function preferredType(accept: string | undefined): string {
  const wishes = (accept ?? "*/*").slice(0, 1000).split(",").map(readWish);
  const offers = served.map((type) => ({ type, wish: bestWish(type, wishes) }));
  offers.sort((one, other) => other.wish.weight - one.wish.weight || one.wish.place - other.wish.place);
  return offers[0]?.type ?? served[0];
}

interface Wish {
  readonly range: string;
  readonly weight: number;
  readonly place: number;
}

function readWish(text: string, place: number): Wish {
  const [range = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  return { range, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0, place };
}

/** The most exact one that names the type, as the others only say what holds otherwise. */
function bestWish(type: string, wishes: readonly Wish[]): Wish {
  const ranges = [type, `${type.split("/")[0] ?? ""}/*`, "*/*"];
  for (const range of ranges) {
    const wish = wishes.find((given) => given.range === range);
    if (wish) return range === type ? wish : { ...wish, place: wishes.length };
  }
  return { range: type, weight: 0, place: wishes.length };
}
