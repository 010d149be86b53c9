import type { World } from "./state/world";

/** The faults a request to this simulator can be struck by, beyond those every simulator knows. */
export const qiniuFaultKinds = [
  "moderation-down",
  "im-down",
  "db-down",
  "panic",
  "replica-lag",
  "callback-down",
  "recording-down",
] as const;
type QiniuFaultKind = (typeof qiniuFaultKinds)[number];

/** Where a piece of work belongs: the request that caused it, and what that request is struck by. */
export interface Trace {
  readonly world: World;
  readonly requestId: string;
  struck(kind: QiniuFaultKind): boolean;
}

/** Work of the simulator's own: seeding, control requests, the ten-minute rule. Nothing goes wrong with it. */
export function quietTrace(world: World, requestId: string): Trace {
  return { world, requestId, struck: () => false };
}
