import type { Gateway } from "../../src/gateway/gateway";

/** Has the gateway read every account's rooms anew. Done when all that differs is told. */
export async function reread({ accounts }: Gateway): Promise<void> {
  for (const { rooms, watch } of accounts.values()) {
    await watch.catchUp();
    await rooms.readAnew();
    await watch.close();
  }
}
