import { toItem, toRecord } from "../answers";
import { failures } from "../failure";
import { parameter, type Call, type QiniuRoute } from "../route";
import {
  deleteRecordings,
  endExplanation,
  explainedItem,
  explainItem,
  latestRecording,
  listRecordings,
  recordItem,
} from "../state/explanations";
import { bind, list, struct, text, unsigned } from "../wire/binding";
import { needAnchor } from "./client-items";

interface RecordingsRemoval {
  readonly live_id: string;
  readonly demonstrate_item: readonly number[];
}
const removalInput = struct<RecordingsRemoval>("DelDemonItemRequest", {
  live_id: text,
  demonstrate_item: list(unsigned),
});

/** An item being explained (商品讲解), and the recordings that are made of it. */
export const clientExplanationRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/client/item/demonstrate/:liveId/:itemId",
    masterCode: 0,
    handle(call) {
      const { liveId, itemId } = pathIds(call);
      needAnchor(call, liveId);
      explainItem(call, liveId, itemId, "item offline, cannot demonstrate");
    },
  },
  {
    method: "POST",
    path: "/client/item/demonstrate/start/:liveId/:itemId",
    masterCode: 0,
    handle(call) {
      const { liveId, itemId } = pathIds(call);
      needAnchor(call, liveId);
      explainItem(call, liveId, itemId, "item offline, cannot demonstrate ");
      recordItem(call, liveId, itemId);
    },
  },
  {
    method: "DELETE",
    path: "/client/item/demonstrate/:liveId",
    masterCode: 0,
    handle(call) {
      const { liveId } = pathIds(call);
      needAnchor(call, liveId);
      const recording = endExplanation(call, liveId);
      return recording ? toRecord(call.world, recording) : undefined;
    },
  },
  {
    method: "GET",
    path: "/client/item/demonstrate/:liveId",
    masterCode: 0,
    handle(call) {
      const item = explainedItem(call, pathIds(call).liveId);
      return item ? toItem(call.world, item) : null;
    },
  },
  {
    method: "GET",
    path: "/client/item/demonstrate/record/:liveId",
    masterCode: 0,
    handle(call) {
      const { liveId } = pathIds(call);
      needAnchor(call, liveId);
      const recordings = listRecordings(call, liveId);
      return recordings.length === 0 ? null : recordings.map((recording) => toRecord(call.world, recording));
    },
  },
  {
    method: "GET",
    path: "/client/item/demonstrate/record/:liveId/:itemId",
    masterCode: 0,
    handle(call) {
      const { liveId, itemId } = pathIds(call);
      needAnchor(call, liveId);
      return toRecord(call.world, latestRecording(call, liveId, itemId));
    },
  },
  {
    method: "POST",
    path: "/client/item/demonstrate/record/delete",
    masterCode: 0,
    // Anybody may.
    handle(call) {
      const input = bind(call.request, removalInput);
      if (input.demonstrate_item.length === 0) throw failures.invalid("empty demonstrate_item");
      deleteRecordings(call, input.live_id, input.demonstrate_item);
      return call.dialect === "master" ? undefined : { live_id: input.live_id };
    },
  },
];

function pathIds(call: Call): { liveId: string; itemId: string } {
  return { liveId: parameter(call, "liveId"), itemId: parameter(call, "itemId") };
}
