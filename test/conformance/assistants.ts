import type { AssistantInput } from "../../src/domain/assistant";
import { expectRefused, type Forbidden } from "./forbidden";
import type { Rig } from "./rig";
import { CANNOT, expectAbsent, type Unless } from "./subject";

export interface AssistantExpectations {
  /** Rooms of the seed state, and the nicknames of those who help there. */
  readonly rooms: Readonly<Record<string, readonly string[]>>;
  /** People who help in none of them. */
  readonly additions: readonly AssistantInput[];
  readonly forbidden: readonly Forbidden<readonly AssistantInput[]>[];
  readonly unknownRoom: string;
  readonly impossibleRooms: readonly string[];
}

export function describeAssistants(rig: Rig, expected: Unless<AssistantExpectations>): void {
  describe("assistants", () => {
    if (expected === CANNOT) {
      test("there are none", () => expectAbsent(rig.provider, "assistants"));
      return;
    }
    const rooms = Object.keys(expected.rooms);
    const nicknames = async (ids: readonly string[]) => {
      const lists = await rig.port("assistants").listAssistants(ids, rig.call);
      return lists.map((list) => (list instanceof Error ? list : (list?.map(({ nickname }) => nickname) ?? null)));
    };
    const add = (room: string, people: readonly AssistantInput[]) =>
      rig.port("assistants").addAssistants(room, people, rig.call);

    test("of several rooms come in the order asked, null for a room that is not there", async () => {
      const ids = [expected.unknownRoom, ...rooms, ...expected.impossibleRooms];
      const lists = await nicknames(ids);
      expect(lists).toEqual([null, ...Object.values(expected.rooms), ...expected.impossibleRooms.map(() => null)]);
    });

    test("people who are added help in that room and in no other", async () => {
      const [room = "", ...others] = rooms;
      await add(room, expected.additions);
      const [found, ...unchanged] = await nicknames([room, ...others]);
      const added = expected.additions.map(({ nickname }) => nickname);
      expect(found).toHaveLength((expected.rooms[room]?.length ?? 0) + added.length);
      expect(found).toEqual(expect.arrayContaining([...(expected.rooms[room] ?? []), ...added]));
      expect(unchanged).toEqual(others.map((other) => expected.rooms[other]));
    });

    test.each(expected.forbidden)("adding $what is refused before any call", async (forbidden) => {
      expectRefused(await rig.failure(add(rooms[0] ?? "", forbidden.input)), forbidden, rig);
    });

    test("a room that is not there takes nobody", async () => {
      expect((await rig.failure(add(expected.unknownRoom, expected.additions))).kind).toBe("NOT_FOUND");
      rig.upstream();
      for (const room of expected.impossibleRooms) {
        expect((await rig.failure(add(room, expected.additions))).kind).toBe("NOT_FOUND");
      }
      expect(rig.sandbox.calls()).toEqual([]);
    });
  });
}
