import { describeDialects, everywhere, type PerDialect, type Qiniu } from "./support/qiniu";

type Status = 0 | 1 | 2;
type Gone = "gone";

/** A room that has been brought into the status by the provider's own calls, its anchor user_1. */
async function roomIn(status: Status, qiniu: Qiniu): Promise<string> {
  const liveId = status === 0 ? await qiniu.room() : await qiniu.liveRoom();
  if (status === 2) await qiniu.server("POST", `/server/live/${liveId}/stop`);
  return liveId;
}

const events: Readonly<Record<string, (qiniu: Qiniu, liveId: string) => Promise<boolean>>> = {
  "the anchor's start": async (qiniu, liveId) =>
    (await qiniu.as("user_1", "PUT", `/client/live/room/${liveId}`)).status === 200,
  "somebody else's start": async (qiniu, liveId) =>
    (await qiniu.as("user_2", "PUT", `/client/live/room/${liveId}`)).status === 200,
  "the business server's stop": async (qiniu, liveId) =>
    (await qiniu.server("POST", `/server/live/${liveId}/stop`)).status === 200,
  "the anchor's stop": async (qiniu, liveId) =>
    (await qiniu.as("user_1", "DELETE", `/client/live/room/${liveId}`)).status === 200,
  "a moderator's stop": async (qiniu, liveId) => {
    const login = await qiniu.open("POST", "/manager/login", { user_name: "admin", password: "sandbox-admin" });
    const { access_token } = login.data as { access_token: string };
    return (await qiniu.withToken(access_token, "POST", `/admin/censor/stoplive/${liveId}`)).status === 200;
  },
  "ten minutes of silence": (qiniu) => {
    qiniu.sandbox.clock.advance(603);
    return Promise.resolve(true);
  },
  "a deletion": async (qiniu, liveId) => (await qiniu.server("DELETE", `/server/live/${liveId}`)).status === 200,
  "somebody else's deletion": async (qiniu, liveId) =>
    (await qiniu.as("user_2", "DELETE", `/client/live/room/instance/${liveId}`)).status === 200,
};

/** Where each event leads from the statuses 0, 1 and 2, and whether it is said to have succeeded. */
const transitions: Readonly<Record<string, PerDialect<readonly (readonly [Status | Gone, boolean])[]>>> = {
  "the anchor's start": everywhere([
    [1, true],
    [1, true],
    [2, false],
  ]),
  "somebody else's start": everywhere([
    [0, false],
    [1, false],
    [2, false],
  ]),
  "the business server's stop": everywhere([
    [0, false],
    [2, true],
    [2, false],
  ]),
  "the anchor's stop": everywhere([
    [0, false],
    [2, true],
    [2, false],
  ]),
  "a moderator's stop": everywhere([
    [0, false],
    [2, true],
    [2, false],
  ]),
  "ten minutes of silence": everywhere([
    [0, true],
    [2, true],
    [2, true],
  ]),
  "a deletion": everywhere([
    ["gone", true],
    ["gone", true],
    ["gone", true],
  ]),
  "somebody else's deletion": everywhere([
    [0, true],
    [1, true],
    [2, true],
  ]),
};

describeDialects("the life of a room", (qiniu) => {
  const statusOf = async (liveId: string): Promise<Status | Gone> =>
    ((await qiniu().server("GET", `/server/live/${liveId}`)).data as { live_status: Status } | undefined)
      ?.live_status ?? "gone";

  describe.each(Object.keys(events))("%s", (event) => {
    it.each([0, 1, 2] as const)("in status %i", async (status) => {
      const liveId = await roomIn(status, qiniu());
      expect(await statusOf(liveId)).toBe(status);
      const succeeded = await events[event]?.(qiniu(), liveId);
      expect([await statusOf(liveId), succeeded]).toEqual(transitions[event]?.[qiniu().dialect][status]);
    });
  });
});
