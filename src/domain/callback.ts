/** A request of a provider to us, as it came. */
export interface CallbackRequest {
  readonly method: "GET" | "POST";
  /** The first value of each parameter. */
  readonly query: Readonly<Record<string, string>>;
  /** What stands behind the account in the path. */
  readonly secret: string | null;
  readonly body: Uint8Array;
}

/** Something a provider tells that it knows and we do not. */
export type ProviderEvent = {
  /** The same for every delivery of the same event, and for no other event of the account. */
  readonly key: string;
} & (
  | {
      readonly type: "FOLLOWER";
      readonly at: Date;
      readonly openId: string;
      readonly followed: boolean;
      readonly roomNativeId: string | null;
    }
  | {
      readonly type: "NOTIFICATION_RESULT";
      readonly messageId: string;
      readonly succeeded: number;
      readonly failed: number;
    }
  /** Unproven: a reason to look at the room, and nothing more. */
  | { readonly type: "ROOM_HINT"; readonly nativeId: string }
);

/** What a request turned out to be. */
export type Callback =
  /** Nothing that can be believed. Why is nobody's business but the log's. */
  | { readonly type: "REFUSED"; readonly reason: string }
  /** The provider asks whether this address is ours. */
  | { readonly type: "CHALLENGE"; readonly answer: string }
  | { readonly type: "EVENTS"; readonly events: readonly ProviderEvent[] };

export interface CallbackPort {
  /** Checks who sent it, opens it and reads it. Never throws: whatever cannot be believed is refused. */
  open(request: CallbackRequest): Callback;
  /** What the provider takes for "received". */
  readonly received: { readonly type: string; readonly body: string };
}
