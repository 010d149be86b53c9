import type { Bench } from "./bench";

/** Has the gateway read the rooms again, as its poller does when it is time. */
export async function look({ app, clock }: Bench): Promise<void> {
  clock.advance(60);
  for (const { rooms, watch } of app.gateway.accounts.values()) {
    await watch.catchUp();
    await rooms.readAnew();
  }
}
