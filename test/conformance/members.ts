import { LiveError } from "../../src/domain/error";
import type { Member } from "../../src/domain/member";
import { control } from "../support/control";
import type { Rig } from "./rig";
import { CANNOT, expectAbsent, type Unless } from "./subject";

export interface MemberExpectations {
  /** Somebody of the seed state. */
  readonly member: Partial<Member> & { readonly nativeId: string };
  readonly unknownId: string;
  /** How many calls so many ids cost; `alone`: a failing call takes only its own members with it. */
  readonly lookup: {
    readonly path: string;
    readonly largest: number;
    callsFor(count: number): number;
    readonly fails: "alone" | "together";
  };
  /** The native ids of a state with so many members. */
  idsOfSized(count: number, rig: Rig): Promise<readonly string[]>;
}

export function describeMembers(rig: Rig, expected: Unless<MemberExpectations>): void {
  describe("members", () => {
    if (expected === CANNOT) {
      test("cannot be read by id", () => expectAbsent(rig.provider, "members"));
      return;
    }
    const read = (ids: readonly string[]) => rig.port("members").getMembers(ids, rig.call);
    const { lookup } = expected;

    test("come in the order asked, null for who is not there", async () => {
      const { nativeId } = expected.member;
      const found = await read([expected.unknownId, nativeId]);
      const { key, provider } = rig.provider.account;
      const id = `member:${key}:${nativeId}`;
      expect(found).toEqual([null, expect.objectContaining({ ...expected.member, id, accountKey: key, provider })]);
    });

    test("many are read in the fewest calls", async () => {
      const count = lookup.largest * 2 + 50;
      await control(rig.sandbox, "/_sandbox/seed", { rooms: 0, members: count });
      const ids = [...(await expected.idsOfSized(count, rig))].reverse();
      rig.upstream();
      const found = await read(ids);
      expect(found.map((member) => (member as Member).nativeId)).toEqual(ids);
      expect(rig.upstream().map(({ path }) => path)).toEqual(Array(lookup.callsFor(count)).fill(lookup.path));
    });

    if (lookup.fails === "together") return;
    test("a failing call takes only its own members with it", async () => {
      await control(rig.sandbox, "/_sandbox/seed", { rooms: 0, members: lookup.largest + 5 });
      // A refusal, which is not repeated.
      rig.sandbox.fault({ path: lookup.path, kind: "errcode", value: 403, times: 1 });
      const found = await read(await expected.idsOfSized(lookup.largest + 5, rig));
      const failed = found.filter((member) => member instanceof LiveError);
      expect([5, lookup.largest]).toContain(failed.length);
      expect(found.filter((member) => member === null)).toEqual([]);
    });
  });
}
