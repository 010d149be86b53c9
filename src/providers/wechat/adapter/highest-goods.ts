import type { WechatLedger } from "./ledger";

/** The highest goods id that was ever seen. WeChat counts upwards, so what is added from now on lies above it. */
export interface HighestGoods {
  see(goodsId: string | number): void;
  /** Empty when none was seen. */
  read(): Promise<string>;
}

export function createHighestGoods(ledger: WechatLedger): HighestGoods {
  let highest = 0;
  let remembered: Promise<void> | null = null;

  function see(goodsId: string | number): void {
    const number = Number(goodsId);
    if (number > highest) highest = number;
  }

  return {
    see,
    async read() {
      // A process that has just begun has seen nothing, but goods that were added here stand in the ledger.
      remembered ??= ledger.goodsIds().then(
        (goodsIds) => goodsIds.forEach(see),
        () => {
          remembered = null;
        },
      );
      await remembered;
      return highest === 0 ? "" : String(highest);
    },
  };
}
