import type { Trace } from "../trace";
import type { TextMap } from "../wire/json-writer";
import { collate, sameText } from "./collation";
import { lags, needDatabaseRaw } from "./database";
import type { Mic } from "./entities";

export interface MicInput {
  readonly live_id: string;
  readonly user_id: string;
  readonly mic: boolean;
  readonly camera: boolean;
  readonly extends: TextMap | null;
}

/** Takes the seat, or takes it again: then microphone, camera and attributes stay as they were. */
export function takeMic(trace: Trace, input: MicInput, userId: string): void {
  const known = findMic(trace, input.live_id, userId);
  if (known) {
    trace.world.mics.save({ ...known, status: 0 });
    return;
  }
  trace.world.mics.insert({
    liveId: input.live_id,
    userId,
    mic: input.mic,
    camera: input.camera,
    status: 0,
    extends: input.extends,
  });
}

/** What changes the seat of somebody who has none does nothing, and says nothing. */
export function changeMic(
  trace: Trace,
  { liveId, userId }: { readonly liveId: string; readonly userId: string },
  change: Partial<Pick<Mic, "mic" | "camera" | "status" | "extends">>,
): void {
  const known = findMic(trace, liveId, userId);
  if (known) trace.world.mics.save({ ...known, ...change });
}

export function listMics(trace: Trace, liveId: string): readonly Mic[] {
  needDatabaseRaw(trace);
  return trace.world.mics.under(collate(liveId), lags(trace)).filter((mic) => mic.status === 0);
}

function findMic(trace: Trace, liveId: string, userId: string): Mic | undefined {
  needDatabaseRaw(trace);
  return trace.world.mics.under(collate(liveId)).find((mic) => sameText(mic.userId, userId));
}
