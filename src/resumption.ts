import type { Log } from "./domain/log";
import type { Gateway } from "./gateway/gateway";

const TRY_AGAIN = 5_000;

/**
 * Goes on with what a stopped process left unfinished, as soon as the store can be read. Nobody waits for it: a gateway
 * is ready without its store. Returns what ends it.
 */
export function resumeInBackground(gateway: Gateway, log: Log): () => void {
  let timer: NodeJS.Timeout | undefined;
  const attempt = () => {
    gateway.resume().catch((error: unknown) => {
      log.warn({ err: error }, "unfinished work could not be looked for; it is tried again");
      timer = setTimeout(attempt, TRY_AGAIN);
      timer.unref();
    });
  };
  attempt();
  return () => clearTimeout(timer);
}
