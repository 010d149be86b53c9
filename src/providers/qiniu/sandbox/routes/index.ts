import type { QiniuRoute } from "../route";
import { clientLikeRoutes } from "./client-likes";
import { clientLiveRoutes } from "./client-live";
import { clientLiveListRoutes } from "./client-live-lists";
import { clientPresenceRoutes } from "./client-presence";
import { serverAuthRoutes } from "./server-auth";
import { serverItemRoutes } from "./server-items";
import { serverLiveRoutes } from "./server-live";
import { serverUserRoutes } from "./server-users";
import { statusRoutes } from "./status";

/** Every route of the server, in all dialects together. */
export const qiniuRoutes: readonly QiniuRoute[] = [
  ...serverLiveRoutes,
  ...serverAuthRoutes,
  ...serverUserRoutes,
  ...serverItemRoutes,
  ...statusRoutes,
  ...clientLiveRoutes,
  ...clientLiveListRoutes,
  ...clientPresenceRoutes,
  ...clientLikeRoutes,
];
