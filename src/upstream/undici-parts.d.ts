/*
 * The parts of undici that are used, each by itself: its own entrance loads four times as many files, with everything a
 * browser has and what is for tests. undici promises nothing of these paths, and is pinned.
 */

declare module "undici/lib/dispatcher/pool" {
  import { Pool } from "undici";
  export = Pool;
}

declare module "undici/lib/dispatcher/agent" {
  import { Agent } from "undici";
  export = Agent;
}

declare module "undici/lib/api/api-request" {
  import type { Dispatcher } from "undici";
  function request(this: Dispatcher, asked: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>;
  export = request;
}

declare module "undici/lib/web/fetch/formdata.js" {
  export { FormData } from "undici";
}
