import { ControlRefusal, type ControlRoutes } from "../../../sandbox";
import { accountSwitches, isAccountSwitch } from "./account";
import { oneOf, wholeNumber, word, yesOrNo, type ControlFields } from "./control-fields";
import type { ControlContext } from "./control";
import { submissionQuota } from "./goods-audit";
import { seedContent } from "./seed";
import type { SeedSize } from "./settings";
import { forcedQuota } from "./token-operations";

/** Tokens, quotas, the account's switches, and the size of the whole. */
export function accountRoutes({ state, operations }: ControlContext): ControlRoutes {
  const limits = () => {
    const all = [...operations.map(({ quota }) => quota), forcedQuota, submissionQuota];
    return [...new Map(all.map((limit) => [limit.counter, limit])).values()];
  };
  const counterOf = (name: string) => {
    const operation = operations.find(
      ({ names, path }) => names.includes(name) || path === name || path.split("/").at(-1) === name,
    );
    return operation?.quota.counter ?? limits().find(({ counter }) => counter === name)?.counter;
  };
  const account = () => ({ on: state().account.on(), known: accountSwitches });

  return [
    { method: "POST", path: "/_sandbox/tokens/invalidate", handler: () => state().tokens.invalidate() },
    {
      method: "GET",
      path: "/_sandbox/quotas",
      handler: () =>
        limits().map((limit) => ({
          operation: limit.counter,
          perDay: limit.perDay ?? null,
          remaining: state().quotas.left(limit),
        })),
    },
    {
      method: "POST",
      path: "/_sandbox/quotas",
      handler: (fields) => {
        const counter = counterOf(word(fields, "operation"));
        if (counter === undefined) {
          const known = limits().map((limit) => limit.counter);
          throw new ControlRefusal(`operation is a path, its last part, or one of ${known.join(", ")}`);
        }
        const remaining = wholeNumber(fields, "remaining");
        state().quotas.leave(counter, remaining);
        return { operation: counter, remaining };
      },
    },
    { method: "GET", path: "/_sandbox/account", handler: account },
    {
      method: "POST",
      path: "/_sandbox/account",
      handler: (fields) => {
        const name = oneOf(fields, "switch", accountSwitches);
        if (isAccountSwitch(name)) state().account.turn(name, yesOrNo(fields, "on", true));
        return account();
      },
    },
    {
      method: "DELETE",
      path: "/_sandbox/account",
      handler: () => {
        state().account.clear();
        return account();
      },
    },
    {
      method: "POST",
      path: "/_sandbox/seed",
      handler: (fields) => {
        const size = readSize(fields);
        seedContent(state(), size);
        return size;
      },
    },
  ];
}

function readSize(fields: ControlFields): Required<SeedSize> {
  return {
    rooms: wholeNumber(fields, "rooms", 0),
    goodsPerRoom: wholeNumber(fields, "goodsPerRoom", 0),
    assistantsPerRoom: wholeNumber(fields, "assistantsPerRoom", 0),
    members: wholeNumber(fields, "members", 0),
    libraryGoods: wholeNumber(fields, "libraryGoods", 0),
    followers: wholeNumber(fields, "followers", 0),
  };
}
