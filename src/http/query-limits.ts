import type { DocumentNode } from "graphql";
import type { Caller } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { GraphQLContext } from "../graphql/context";
import { MOST_POINTS } from "../graphql/cost";
import type { Asked, PriceList } from "../graphql/price-list";
import type { Budget } from "./budget";
import { networkOf } from "./network";

/** What every document has to keep to, whoever runs it. */
export interface QueryLimits {
  /** Refuses what costs too much, or more than the caller has left; each request is counted once. */
  check(context: GraphQLContext, asked: Asked, document: DocumentNode): Promise<void>;
  /** The same for a price that was worked out before; a promise only where somebody else has to be asked. */
  charge(context: GraphQLContext, points: number): void | Promise<void>;
  /** Counts where that can be done at once; false, and nothing is counted, where it cannot, or is to be refused. */
  chargeNow(caller: Caller, address: () => string, points: number): boolean;
}

export function createQueryLimits(prices: PriceList, budget: Budget): QueryLimits {
  function charge({ session, meter }: GraphQLContext, points: number): void | Promise<void> {
    if (meter.charged !== null) return meter.charged.outcome;
    if (points > MOST_POINTS) throw tooExpensive(points);
    const { caller } = session;
    const outcome = caller.unmetered
      ? undefined
      : budget.spend(
          accountOf(caller, () => meter.address),
          points,
        );
    // Whoever waits for it hears of a refusal; nobody may.
    outcome?.catch(() => undefined);
    meter.charged = { outcome };
    return outcome;
  }

  return {
    check: async (context, asked, document) => charge(context, prices.work(asked, document)),
    charge,
    chargeNow(caller, address, points) {
      if (caller.unmetered) return points <= MOST_POINTS;
      return points <= MOST_POINTS && budget.spendNow(accountOf(caller, address), points);
    },
  };
}

function accountOf({ authenticated, subject }: Caller, address: () => string): string {
  return authenticated ? `caller:${subject ?? ""}` : `address:${networkOf(address())}`;
}

function tooExpensive(points: number): LiveError {
  const found = Number.isFinite(points) ? String(Math.round(points)) : "∞";
  return new LiveError("QUERY_TOO_EXPENSIVE", {
    en: `The document costs ${found} points, and one may cost ${MOST_POINTS}. Ask for smaller pages or fewer fields.`,
    zh: `该文档需要 ${found} 点，上限为 ${MOST_POINTS} 点，请减小分页或减少字段。`,
  });
}
