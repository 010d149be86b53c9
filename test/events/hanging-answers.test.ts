import type { Call } from "../../src/domain/call";
import type { Ingest } from "../../src/domain/room";
import { useFakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { reread } from "../support/reread";
import { until } from "../support/until";
import { watchBySocket, watchByStream, type Told } from "../support/watcher";

/* Over a connection that stays, an answer leaves in time just as it does over /graphql. */

const never = () => new Promise<never>(() => undefined);
const codeOf = ({ errors }: Told) => errors?.[0]?.extensions?.["code"];
const readRoom = '{ liveRoom(id: "room:shop:1") { id } }';
const endRoom = 'mutation { endLiveRoom(input: { id: "room:shop:1" }) { userErrors { code } } }';
const watchRooms = "subscription { liveRoomChanged { liveRoom { title ingest { pushUrl } } } }";

const ways: readonly (readonly [string, typeof watchBySocket])[] = [
  ["websocket", watchBySocket],
  ["server-sent events", watchByStream],
];

describe.each(ways)("over %s", (_way, watch) => {
  describe("what hangs and does not mind that its time is up", () => {
    let getIngests: () => Promise<(Ingest | null)[]> = never;
    const shop = createFakeProvider({
      ports: { roomRead: { getRooms: never }, roomEnd: { endRoom: never }, ingest: { getIngests: () => getIngests() } },
    });
    const fake = useFakeApp([shop], { limits: { queryTimeoutSeconds: 0.5, mutationTimeoutSeconds: 0.5 } });

    test.each([
      ["a query", readRoom, "PROVIDER_TIMEOUT", true],
      ["a mutation", endRoom, "UNKNOWN_OUTCOME", false],
    ])("is answered for %s, which is over then", async (_what, document, code, retryable) => {
      const watcher = await watch(fake.app.url, document);
      const { data, errors } = await watcher.next();
      expect([data, errors?.map(({ extensions }) => extensions)]).toEqual([
        undefined,
        [expect.objectContaining({ code, retryable })],
      ]);
      expect(await watcher.ended).toBeNull();
      watcher.stop();
    });

    test("is said in place of the answer to an event, and the next event is told", async () => {
      const tell = async (title: string) => {
        shop.rooms = [fakeRoom("shop", "1", 1000, { title })];
        await reread(fake.app.gateway);
      };
      await tell("first");
      const watcher = await watch(fake.app.url, watchRooms, { lastEventId: `${fake.clock.now()}-0` });
      await tell("second");
      const late = await watcher.next();
      expect([codeOf(late), late.extensions]).toEqual(["PROVIDER_TIMEOUT", { eventId: expect.any(String) as string }]);
      getIngests = () => Promise.resolve([{ pushUrl: "rtmp://push.example/live", expiresAt: null }]);
      await tell("third");
      expect((await watcher.next()).data).toMatchObject({ liveRoomChanged: { liveRoom: { title: "third" } } });
      watcher.stop();
    });
  });

  describe("when whoever asked goes away", () => {
    const calls: Call[] = [];
    const getRooms = (_ids: readonly string[], call: Call) => {
      calls.push(call);
      return never();
    };
    const fake = useFakeApp([createFakeProvider({ ports: { roomRead: { getRooms } } })]);

    test("what works for them is told so, long before its time is up", async () => {
      const watcher = await watch(fake.app.url, readRoom);
      await until(() => calls.length > 0);
      const [call] = calls.splice(0);
      expect(call?.signal.aborted).toBe(false);
      expect(call?.deadline).toBe(fake.clock.now() + 5_000);
      watcher.stop();
      await until(() => call?.signal.aborted === true);
      expect(call?.signal.reason).toMatchObject({ name: "AbortError" });
    });
  });
});
