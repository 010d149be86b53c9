import type { QiniuRoute } from "../route";
import { administrationRoutes } from "./administration";
import { clientAppRoutes } from "./client-app";
import { clientExplanationRoutes } from "./client-explanations";
import { clientGiftRoutes } from "./client-gifts";
import { clientItemRoutes } from "./client-items";
import { clientLikeRoutes } from "./client-likes";
import { clientLiveRoutes } from "./client-live";
import { clientLiveListRoutes } from "./client-live-lists";
import { clientMicRoutes } from "./client-mics";
import { clientPresenceRoutes } from "./client-presence";
import { clientStatsRoutes } from "./client-stats";
import { clientUserRoutes } from "./client-users";
import { relayRoutes } from "./relays";
import { serverAuthRoutes } from "./server-auth";
import { serverGiftRoutes } from "./server-gifts";
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
  ...serverGiftRoutes,
  ...relayRoutes,
  ...statusRoutes,
  ...clientLiveRoutes,
  ...clientLiveListRoutes,
  ...clientPresenceRoutes,
  ...clientLikeRoutes,
  ...clientMicRoutes,
  ...clientItemRoutes,
  ...clientExplanationRoutes,
  ...clientStatsRoutes,
  ...clientGiftRoutes,
  ...clientUserRoutes,
  ...clientAppRoutes,
  ...administrationRoutes,
];
