import type { Call, Page } from "./call";

/** A recording of a broadcast that has ended (回放). */
export interface Replay {
  readonly mediaUrl: string;
  readonly createdAt: Date | null;
  /** Null: the provider names no end. */
  readonly expiresAt: Date | null;
}

export interface ReplayPort {
  listReplays(roomNativeId: string, offset: number, limit: number, call: Call): Promise<Page<Replay>>;
}
