import type { Replay } from "../../src/domain/replay";
import { control } from "../support/control";
import type { Rig } from "./rig";
import { CANNOT, expectAbsent, type Unless } from "./subject";

export interface ReplayExpectations {
  /** A room of the seed state that has ended and has recordings, one of them kept for ever. */
  readonly room: string;
  readonly count: number;
  readonly roomWithout: string;
  readonly impossibleRooms: readonly string[];
}

export function describeReplays(rig: Rig, expected: Unless<ReplayExpectations>): void {
  describe("replays", () => {
    if (expected === CANNOT) {
      test("there are none", () => expectAbsent(rig.provider, "replays"));
      return;
    }
    const list = (room: string, offset: number, limit: number) =>
      rig.port("replays").listReplays(room, offset, limit, rig.call);

    const { room, count } = expected;

    async function readAll(size: number): Promise<Replay[]> {
      const replays: Replay[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const page = await list(room, offset, size);
        replays.push(...page.items);
        offset = page.next === null ? null : Number(page.next);
      }
      return replays;
    }

    test.each([1, 2, 3, 100])("are complete in pages of %i", async (size) => {
      for (let added = 0; added < 4; added += 1) {
        await control(rig.sandbox, "/_sandbox/replays", { roomId: Number(room), expiresInDays: 7 });
      }
      const replays = await readAll(size);
      expect(replays).toHaveLength(count + 4);
      expect(new Set(replays.map(({ mediaUrl }) => mediaUrl)).size).toBe(count + 4);
    });

    test("have an address and a time, and no end where the provider names none", async () => {
      const replays = await readAll(100);
      for (const { mediaUrl, createdAt, expiresAt } of replays) {
        expect(URL.canParse(mediaUrl)).toBe(true);
        expect(createdAt).toBeInstanceOf(Date);
        if (expiresAt && createdAt) expect(expiresAt.getTime()).toBeGreaterThan(createdAt.getTime());
      }
      expect(replays.map(({ expiresAt }) => expiresAt)).toContain(null);
      // What was recorded bears the time of the provider's clock, whatever zone it is written in.
      await control(rig.sandbox, "/_sandbox/replays", { roomId: Number(room), expiresInDays: 1 });
      const latest = (await readAll(100)).map(({ createdAt }) => createdAt?.getTime());
      expect(latest).toContain(rig.clock.now());
    });

    test("of a room without any are an empty list", async () => {
      expect(await list(expected.roomWithout, 0, 20)).toMatchObject({ items: [], next: null });
    });

    test.each(expected.impossibleRooms)("of a room with the id %j cost no call", async (impossible) => {
      expect((await rig.failure(list(impossible, 0, 20))).kind).toBe("NOT_FOUND");
      expect(rig.sandbox.calls()).toEqual([]);
    });
  });
}
