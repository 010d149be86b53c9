import { createSandboxClock, startSandboxServer, type Sandbox } from "../../../sandbox";
import type { Credentials } from "./auth/signature";
import { createCallbacks, type SentCallback } from "./callbacks";
import type { Dialect } from "./dialect";
import { createQiniuService } from "./service";
import { createSettings, type QiniuSandboxOptions } from "./settings";

export { dialects, isDialect, type Dialect } from "./dialect";
export type { PublishSettings, QiniuSandboxOptions, Seed, SeedSize } from "./settings";
export type { SentCallback } from "./callbacks";

/** Qiniu's live server, listening on a port of this machine. */
export interface QiniuSandbox extends Sandbox {
  readonly dialect: Dialect;
  readonly credentials: Credentials;
  /** Where events are sent from now on; null for nowhere. Outlives a reset. */
  sendEventsTo(callback: { readonly url: string } | null): void;
  /** The events sent since the last reset, and what became of each. */
  events(): readonly SentCallback[];
}

export async function startQiniuSandbox(options: QiniuSandboxOptions = {}): Promise<QiniuSandbox> {
  const clock = options.clock ?? createSandboxClock();
  const settings = createSettings(options);
  const callbacks = createCallbacks(settings.callbackUrl);
  const sandbox = await startSandboxServer(
    (faults) => createQiniuService({ faults, settings, clock, callbacks }),
    clock,
    options,
  );
  return {
    ...sandbox,
    dialect: settings.dialect,
    credentials: settings.credentials,
    sendEventsTo(callback) {
      callbacks.url = callback?.url ?? null;
    },
    events: () => callbacks.sent(),
    async close() {
      callbacks.close();
      await sandbox.close();
    },
  };
}
