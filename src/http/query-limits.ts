import type { DocumentNode } from "graphql";
import type { Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { GraphQLContext } from "../graphql/context";
import { MOST_POINTS } from "../graphql/cost";
import type { Asked, PriceList } from "../graphql/price-list";
import type { Session } from "../gateway/session";
import type { Budget } from "./budget";
import { networkOf } from "./network";

/** What every document has to keep to, whoever runs it. */
export interface QueryLimits {
  /** Says from where a request came: who sends no token is counted by address. */
  admit(context: GraphQLContext, address: string): void;
  /** Refuses what costs too much, or more than the caller has left; each request is counted once. */
  check(context: GraphQLContext, asked: Asked, document: DocumentNode): Promise<void>;
  /** The same for a document that was checked before; false where it was not, and has to be. */
  checkKnown(context: GraphQLContext, asked: Asked): Promise<boolean>;
}

export function createQueryLimits(prices: PriceList, budget: Budget): QueryLimits {
  // By session: Apollo hands out a copy of the context.
  const addresses = new WeakMap<Session, string>();
  const checks = new WeakMap<Session, Promise<void>>();

  async function charge(session: Session, points: number): Promise<void> {
    if (points > MOST_POINTS) throw tooExpensive(points);
    const { caller } = session;
    if (!caller.unmetered) await budget.spend(accountOf(caller, addresses.get(session)), points);
  }

  function once({ session }: GraphQLContext, price: () => number): Promise<void> {
    let check = checks.get(session);
    if (!check) checks.set(session, (check = charge(session, price())));
    return check;
  }

  return {
    admit: ({ session }, address) => void addresses.set(session, address),
    check: (context, asked, document) => once(context, () => prices.work(asked, document)),
    async checkKnown(context, asked) {
      const price = prices.find(asked);
      if (price === null) return false;
      await once(context, () => price);
      return true;
    },
  };
}

function accountOf({ authenticated, subject }: Caller, address = ""): string {
  return authenticated ? `caller:${subject ?? ""}` : `address:${networkOf(address)}`;
}

function tooExpensive(points: number): LiveError {
  const found = Number.isFinite(points) ? String(Math.round(points)) : "∞";
  return new LiveError("QUERY_TOO_EXPENSIVE", {
    en: `The document costs ${found} points, and one may cost ${MOST_POINTS}. Ask for smaller pages or fewer fields.`,
    zh: `该文档需要 ${found} 点，上限为 ${MOST_POINTS} 点，请减小分页或减少字段。`,
  });
}
