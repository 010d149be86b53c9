import type { QiniuRoute } from "../route";

export const clientAppRoutes: readonly QiniuRoute[] = [
  {
    method: "GET",
    path: "/client/app/config",
    masterCode: 0,
    handle: (call) => ({ im_app_id: call.world.settings.imAppId }),
  },
];
