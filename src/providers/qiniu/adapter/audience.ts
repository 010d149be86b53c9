import type { Call } from "../../../domain/call";
import type { Audience, AudienceFigure, AudiencePort } from "../../../domain/room";
import { eachFound } from "../../../upstream/each-found";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuLive } from "../protocol/wire";
import { qiniuLiveStats } from "../protocol/wire-audience";
import type { QiniuContext } from "./context";
import { explainAbsence, isLiveId, roomNotFound } from "./rooms";

/** Kinds of figures in the answer to `client.stats`. */
const VIEWS = 1;
const LIKES = 6;
const counted: readonly AudienceFigure[] = ["pageViews", "uniqueViewers", "likes"];

/**
 * Who watches. Rooms read under `/server` show zeros for all of it: the real figures are behind two calls under
 * `/client`, one for who is there now and one for what was counted so far.
 */
export function createAudience(context: QiniuContext): AudiencePort {
  const { userClient, serviceUserId } = context;

  async function readOnline(liveId: string, call: Call): Promise<number | null> {
    const request = { path: { liveId } };
    const live = await userClient
      .sendAs(serviceUserId, qiniuEndpoints.getLiveInfo, request, qiniuLive, call)
      .catch((error: unknown) => explainAbsence(context, liveId, error, call));
    return live.online_count ?? null;
  }

  async function readCounted(liveId: string, call: Call): Promise<Omit<Audience, "online">> {
    const request = { path: { liveId } };
    const { info } = await userClient.sendAs(serviceUserId, qiniuEndpoints.getLiveStats, request, qiniuLiveStats, call);
    const views = info?.find(({ type }) => type === VIEWS);
    const likes = info?.find(({ type }) => type === LIKES);
    return {
      pageViews: views?.page_view ?? null,
      uniqueViewers: views?.unique_visitor ?? null,
      likes: likes?.page_view ?? null,
    };
  }

  return {
    getAudiences(liveIds, figures, call) {
      const wantsOnline = figures.has("online");
      const wantsCounted = counted.some((figure) => figures.has(figure));
      return eachFound(liveIds, async (liveId) => {
        if (!isLiveId(liveId)) throw roomNotFound();
        const [online, numbers] = await Promise.all([
          wantsOnline ? readOnline(liveId, call) : null,
          wantsCounted ? readCounted(liveId, call) : { pageViews: null, uniqueViewers: null, likes: null },
        ]);
        return { online, ...numbers };
      });
    },
  };
}
