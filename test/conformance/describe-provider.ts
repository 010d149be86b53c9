import { capabilitiesOf } from "../../src/domain/provider";
import { describeAssistants } from "./assistants";
import { describeGoodsLibrary } from "./goods-library";
import { describeMembers } from "./members";
import { describeReplays } from "./replays";
import { useRig } from "./rig";
import { describeRoomGoods } from "./room-goods";
import { describeRoomWriting } from "./room-writing";
import { describeRooms } from "./rooms";
import { expectAbsent, explained, type Subject } from "./subject";
import { describeTransport } from "./transport";

/** What every provider promises, held against one of them over HTTP. */
export function describeProvider(name: string, subject: Subject): void {
  describe(`${name} as a provider`, () => {
    const rig = useRig(subject);

    test("has the abilities that its ports give it", () => {
      const found = capabilitiesOf(rig.provider);
      expect(new Set(found)).toEqual(new Set(subject.capabilities));
      expect(found).toHaveLength(subject.capabilities.length);
      expect(rig.provider.account).toMatchObject({ provider: subject.provider, key: subject.provider.toLowerCase() });
    });

    test("says of every write that it cannot do what to do instead", () => {
      for (const port of explained) if (!rig.provider[port]) expectAbsent(rig.provider, port);
    });

    describeRooms(rig, subject.rooms);
    describeRoomWriting(rig, subject.roomWriting);
    describeRoomGoods(rig, subject.roomGoods);
    describeGoodsLibrary(rig, subject.goodsLibrary);
    describeAssistants(rig, subject.assistants);
    describeReplays(rig, subject.replays);
    describeMembers(rig, subject.members);
    describeTransport(rig, subject.transport, subject.roomWriting.creation);
  });
}
