import type { Restrictable } from "./account";
import type { WechatEvents } from "./events";
import type { Fields } from "./fields";
import type { QuotaLimit } from "./quotas";
import type { WechatState } from "./state";

/** What an operation works on once its arguments are read. */
export interface OperationContext {
  readonly state: WechatState;
  readonly events: WechatEvents;
  /** The address under which a browser gets the picture. */
  readonly pictureUrl: (name: string) => string;
}

export type Perform = (context: OperationContext) => object;

/** One path of WeChat's server API. */
export interface WechatOperation extends Restrictable {
  /** As in WeChat's own grouping; getliveinfo serves two operations under one path. */
  readonly names: readonly string[];
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly quota: QuotaLimit;
  /** Where the arguments are. Absent: the query for GET and a JSON body for POST. */
  readonly takes?: "multipart";
  /** `text`: errcode 0 and errmsg "ok". `code`: errcode 0 alone. `bare`: neither. */
  readonly success: "text" | "code" | "bare";
  /** Reads the arguments, or refuses them (200002), before anything is looked up; then does the work. */
  readonly prepare: (fields: Fields) => Perform;
}

const PER_DAY = 10_000;

type Shortened = Pick<WechatOperation, "prepare" | "success"> & {
  readonly name: string;
  readonly method?: "GET" | "POST";
  readonly path: string;
  readonly perDay?: number;
  readonly counter?: string;
};

/** An operation of the live API: by access token, 10,000 calls a day unless said otherwise. */
export function liveOperation({ name, path, method, perDay, counter, ...rest }: Shortened): WechatOperation {
  const quota = { counter: counter ?? name, perDay: perDay ?? PER_DAY };
  return { names: [name], method: method ?? "POST", path, guard: "token", quota, ...rest };
}
