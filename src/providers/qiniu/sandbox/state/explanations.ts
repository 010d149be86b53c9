import { failures, Panic } from "../failure";
import type { Trace } from "../trace";
import { collate, sameText } from "./collation";
import { needDatabase, needDatabaseRaw } from "./database";
import type { Item, Recording } from "./entities";
import { findItem } from "./items";
import { findRoom } from "./rooms";

/** The item being explained in the room. */
export function explainedItem(trace: Trace, liveId: string): Item | null {
  needDatabase(trace);
  const itemId = trace.world.explained.get(collate(liveId));
  return itemId === undefined ? null : findItem(trace, liveId, itemId);
}

/** Starts to explain an item that is on the shelf; a recording that is open is cut first, whatever comes of it. */
export function explainItem(trace: Trace, liveId: string, itemId: string, offShelfText: string): void {
  const item = findItem(trace, liveId, itemId);
  if (!item) throw new Panic();
  if (item.status === 0) throw failures.offShelf(offShelfText);
  const open = openRecording(trace, liveId);
  if (open) cutRecording(trace, open);
  trace.world.explained.set(collate(liveId), itemId);
}

/** Opens a recording of the item and ties it to the item. */
export function recordItem(trace: Trace, liveId: string, itemId: string): void {
  const { recordings, items, clock } = trace.world;
  const recording = recordings.insert({
    liveId,
    itemId,
    start: clock.seconds(),
    end: null,
    status: 4,
    fileName: "",
  });
  const item = findItem(trace, liveId, itemId);
  if (item) items.save({ ...item, recordId: recording.id });
}

/** Ends the explanation. The recording that was open is cut and returned; null when there was none. */
export function endExplanation(trace: Trace, liveId: string): Recording | null {
  needDatabase(trace);
  trace.world.explained.delete(collate(liveId));
  const open = openRecording(trace, liveId);
  if (!open) return null;
  findRoom(trace, liveId);
  const recording = cutRecording(trace, open);
  if (recording.status === 3) throw failures.raw("Post https://pili.qiniuapi.test/v2/hubs/saveas: 619 no data");
  return recording;
}

function openRecording(trace: Trace, liveId: string): Recording | undefined {
  return trace.world.recordings.under(collate(liveId)).findLast((recording) => recording.end === null);
}

/** Cuts the stream from the start of the recording until now, through the live-streaming service. */
function cutRecording(trace: Trace, recording: Recording): Recording {
  const { recordings, clock } = trace.world;
  const end = clock.seconds();
  if (trace.struck("recording-down")) return recordings.save({ ...recording, end, status: 3 });
  return recordings.save({ ...recording, end, status: 0, fileName: `${recording.liveId}${recording.itemId}` });
}

export function listRecordings(trace: Trace, liveId: string): readonly Recording[] {
  needDatabaseRaw(trace);
  return trace.world.recordings.under(collate(liveId));
}

/** The latest good recording of the item. */
export function latestRecording(trace: Trace, liveId: string, itemId: string): Recording {
  const found = listRecordings(trace, liveId).findLast(
    (recording) => recording.status === 0 && sameText(recording.itemId, itemId),
  );
  if (!found) throw failures.noRecord();
  return found;
}

/** Takes recordings from the room and from their items. One that is not known makes the server fall over. */
export function deleteRecordings(trace: Trace, liveId: string, recordIds: readonly number[]): void {
  const { recordings, items } = trace.world;
  for (const id of recordIds) {
    const recording = recordings.all().find((row) => row.id === id);
    if (!recording) throw new Panic();
    if (recording.liveId !== liveId) throw failures.invalid(`video ${id} not int live ${liveId}`);
    const item = findItem(trace, recording.liveId, recording.itemId);
    if (!item) throw new Panic();
    items.save({ ...item, recordId: 0 });
    recordings.remove(recording);
  }
}
