import { Verbatim, type QiniuRoute } from "../route";
import { writeJson } from "../wire/json-writer";

/** The health check, under any method. It does not look at the database, and says `success` on every server. */
export const statusRoutes: readonly QiniuRoute[] = [
  {
    method: "ANY",
    path: "/status",
    masterCode: 0,
    handle: ({ requestId }) => new Verbatim(200, writeJson({ request_id: requestId, code: 0, message: "success" })),
  },
];
