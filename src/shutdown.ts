import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Gateway } from "./gateway/gateway";
import type { State } from "./store/state";

/** Longer than any answer may take: whoever is still there by then is waiting for nothing, or not reading. */
const PATIENCE_SECONDS = 25;

/** Seconds beyond the wait within which everything is closed. */
export const CLOSING_SECONDS = 30;

export interface Shutdown {
  readonly server: FastifyInstance;
  readonly gateway: Gateway;
  readonly state: State;
  /** Between the first word that this process goes and the last request it takes. */
  readonly waitSeconds: number;
}

/**
 * In two phases, so that no request is lost: first everything is served as before while those who send requests here
 * learn, by `/readyz` and by `Connection: close`, to send them elsewhere; then nobody is let in, who is in is
 * answered, and what the answers needed is closed, the store last.
 */
export async function shutDown({ server, gateway, state, waitSeconds }: Shutdown): Promise<void> {
  const resting = gateway.rest();
  if (waitSeconds > 0) await wait(waitSeconds * 1000);
  const late = setTimeout(() => server.server.closeAllConnections(), PATIENCE_SECONDS * 1000);
  await server.close();
  clearTimeout(late);
  await resting;
  await gateway.close();
  await state.close();
}
