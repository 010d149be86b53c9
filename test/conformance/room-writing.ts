import { isRefusal, type ErrorKind } from "../../src/domain/error";
import type { CreateRoom, Room, UpdateRoom } from "../../src/domain/room";
import { control } from "../support/control";
import { textLike } from "../support/matching";
import { expectRefused, type Forbidden } from "./forbidden";
import { readWholeList, type Rig } from "./rig";
import { CANNOT, expectAbsent, type Unless } from "./subject";

export interface RoomWritingExpectations {
  readonly creation: CreateRoom;
  readonly forbiddenCreations: readonly Forbidden<CreateRoom>[];
  readonly update: Unless<{
    readonly change: UpdateRoom;
    readonly changed: Partial<Room>;
    /** Changes of a room that the gateway created. */
    readonly forbidden: readonly Forbidden<UpdateRoom>[];
  }>;
  readonly end: Unless<{ readonly liveStatus: number; readonly endedStatus: number; readonly scheduledStatus: number }>;
  readonly unknownId: string;
  readonly impossibleIds: readonly string[];
  /** A refusal by the provider itself. */
  readonly refusal: {
    provoke(rig: Rig): Promise<unknown>;
    readonly kind: ErrorKind;
    readonly operation: string;
  };
}

export function describeRoomWriting(rig: Rig, expected: RoomWritingExpectations): void {
  const create = () => rig.port("roomCreate").prepareRoom(expected.creation).create(rig.call);
  const listed = async (nativeId: string) =>
    (await readWholeList(rig.provider, rig.call)).rooms.find((room) => room.nativeId === nativeId);

  describe("writing rooms", () => {
    test("a created room is listed as it was asked for, and gone when it was deleted", async () => {
      const created = await create();
      const { title, startsAt, endsAt } = expected.creation;
      expect(created).toMatchObject({ title, startsAt, endsAt, status: "SCHEDULED" });

      expect(await listed(created.nativeId)).toMatchObject({ id: created.id, title, startsAt, endsAt });

      await rig.port("roomDelete").deleteRoom(created.nativeId, rig.call);
      expect(await listed(created.nativeId)).toBeUndefined();
    });

    test("two creations make two rooms", async () => {
      const ids = [await create(), await create()].map(({ nativeId }) => nativeId);
      expect(new Set(ids).size).toBe(2);
    });

    test.each(expected.forbiddenCreations)("createRoom with $what is refused before any call", async (forbidden) => {
      const error = await rig.failure(
        Promise.resolve().then(() => rig.port("roomCreate").prepareRoom(forbidden.input).create(rig.call)),
      );
      expectRefused(error, forbidden, rig);
    });

    test("deleting what is not there is NOT_FOUND", async () => {
      const error = await rig.failure(deleteRoom(rig, expected.unknownId));
      expect(error.kind).toBe("NOT_FOUND");
    });

    test.each(expected.impossibleIds)("deleting a room with the id %j costs no call", async (nativeId) => {
      expect((await rig.failure(deleteRoom(rig, nativeId))).kind).toBe("NOT_FOUND");
      expect(rig.sandbox.calls()).toEqual([]);
    });

    test("a refusal of the provider says where it happened, and how to ask the provider about it", async () => {
      const { kind, operation } = expected.refusal;
      const error = await rig.failure(expected.refusal.provoke(rig));
      expect(isRefusal(error)).toBe(true);
      expect(error).toMatchObject({
        kind,
        details: {
          provider: rig.provider.account.provider,
          account: rig.provider.account.key,
          operation,
          providerCode: textLike(/^\d+$/),
          providerRequestId: textLike(/^[\w-]{8,}$/),
        },
      });
      expect(error.details.retryable).not.toBe(true);
      expect(error.details.ambiguous).not.toBe(true);
    });

    describeUpdate(rig, expected.update, create, listed);
    describeEnd(rig, expected, create, listed);
  });
}

type Create = () => Promise<Room>;
type Listed = (nativeId: string) => Promise<Room | undefined>;

function describeUpdate(rig: Rig, update: RoomWritingExpectations["update"], create: Create, listed: Listed): void {
  if (update === CANNOT) {
    test("rooms cannot be changed", () => expectAbsent(rig.provider, "roomUpdate"));
    return;
  }
  test("a changed room keeps what the change does not name", async () => {
    const before = (await listed((await create()).nativeId)) as Room;
    await rig.port("roomUpdate").updateRoom(before, update.change, rig.call);
    expect(await listed(before.nativeId)).toEqual({ ...before, ...update.changed });
  });

  test.each(update.forbidden)("updateRoom with $what is refused before any call", async (forbidden) => {
    const room = (await listed((await create()).nativeId)) as Room;
    rig.upstream();
    const error = await rig.failure(rig.port("roomUpdate").updateRoom(room, forbidden.input, rig.call));
    expectRefused(error, forbidden, rig);
  });
}

function describeEnd(rig: Rig, expected: RoomWritingExpectations, create: Create, listed: Listed): void {
  const { end } = expected;
  if (end === CANNOT) {
    test("broadcasts cannot be ended", () => expectAbsent(rig.provider, "roomEnd"));
    return;
  }
  const endRoom = (nativeId: string) => rig.port("roomEnd").endRoom(nativeId, rig.call);
  const put = (room: Room, status: number) =>
    control(rig.sandbox, `/_sandbox/rooms/${room.nativeId}/status`, { status });

  test.each([
    ["live", end.liveStatus],
    ["ended", end.endedStatus],
  ])("a room that is %s can be ended", async (_what, status) => {
    const room = await create();
    await put(room, status);
    await endRoom(room.nativeId);
    expect((await listed(room.nativeId))?.status).toBe("ENDED");
  });

  test("a room that has not begun cannot be ended", async () => {
    const room = await create();
    expect((await rig.failure(endRoom(room.nativeId))).kind).toBe("INVALID_STATE");
    expect((await listed(room.nativeId))?.status).toBe("SCHEDULED");
  });

  test("a live room is ended before it is deleted", async () => {
    const room = await create();
    await put(room, end.liveStatus);
    await deleteRoom(rig, room.nativeId);
    expect(await listed(room.nativeId)).toBeUndefined();
  });

  test("ending what is not there is NOT_FOUND, and costs no call where the id cannot be", async () => {
    expect((await rig.failure(endRoom(expected.unknownId))).kind).toBe("NOT_FOUND");
    rig.upstream();
    for (const nativeId of expected.impossibleIds) {
      expect((await rig.failure(endRoom(nativeId))).kind).toBe("NOT_FOUND");
    }
    expect(rig.upstream()).toEqual([]);
  });
}

function deleteRoom(rig: Rig, nativeId: string): Promise<void> {
  return rig.port("roomDelete").deleteRoom(nativeId, rig.call);
}
