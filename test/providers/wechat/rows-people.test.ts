import {
  AssignMemberRoleDocument,
  FollowersDocument,
  MembersDocument,
  NotificationProgressDocument,
  NotifyFollowersDocument,
  RemoveMemberRoleDocument,
  type MembersQuery,
} from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { anyNumber, anyText, textLike } from "../../support/matching";
import { control } from "../../support/control";
import { untilAnswered } from "../../support/until";

/* Rows of the operations that must work, for members and followers: see rows.test.ts. */

const LIST = { method: "POST", path: "/wxa/business/getliveinfo", query: {}, body: { start: 0, limit: 100 } };
const post = (path: string, body: unknown) => ({ method: "POST", path, query: {}, body });
const roles = (query: object) => ({
  method: "GET",
  path: "/wxaapi/broadcast/role/getrolelist",
  query,
  body: null,
});

const bench = useBench();
const wire = () => bench.upstream(bench.wechat);

test("W33 assignMemberRole", async () => {
  const { assignMemberRole } = await bench.ask(AssignMemberRoleDocument, {
    input: { account: "account:wechat", wechatId: "Walle1", role: "ADMIN" },
  });

  expect(wire()).toEqual([
    post("/wxaapi/broadcast/role/addrole", { username: "Walle1", role: 1 }),
    roles({ role: "-1", offset: "0", limit: "30", keyword: "Walle1" }),
  ]);
  expect(assignMemberRole).toEqual({
    member: { id: textLike(/^member:wechat:/), wechatId: "Walle1", roles: ["ADMIN"] },
    userErrors: [],
  });
});

test("W34 removeMemberRole", async () => {
  const { removeMemberRole } = await bench.ask(RemoveMemberRoleDocument, {
    input: { account: "account:wechat", wechatId: "Walle1", role: "ADMIN" },
  });
  expect(wire()[0]).toEqual(post("/wxaapi/broadcast/role/deleterole", { username: "Walle1", role: 1 }));
  expect(removeMemberRole.userErrors).toEqual([]);
});

test("W34 a masked id is enough for a role that was given through the gateway", async () => {
  await bench.ask(AssignMemberRoleDocument, {
    input: { account: "account:wechat", wechatId: "Walle1", role: "OPERATOR" },
  });
  wire();
  const { removeMemberRole } = await bench.ask(RemoveMemberRoleDocument, {
    input: { account: "account:wechat", wechatId: "Wa****e1", role: "OPERATOR" },
  });
  expect(removeMemberRole.userErrors).toEqual([]);
  expect(wire()[0]).toEqual(post("/wxaapi/broadcast/role/deleterole", { username: "Walle1", role: 3 }));
  expect(removeMemberRole.member).toBeNull();

  const other = await bench.ask(RemoveMemberRoleDocument, {
    input: { account: "account:wechat", wechatId: "zz****zz", role: "OPERATOR" },
  });
  expect(other.removeMemberRole.userErrors).toEqual([
    expect.objectContaining({ code: "INVALID_INPUT", field: ["input", "wechatId"] }),
  ]);
  expect(wire()).toEqual([]);
});

test("W33 somebody without real-name verification gets a picture to scan", async () => {
  const { assignMemberRole } = await bench.ask(AssignMemberRoleDocument, {
    input: { account: "account:wechat", wechatId: "unverified_wx", role: "ANCHOR" },
  });
  expect(assignMemberRole).toMatchObject({
    member: null,
    userErrors: [
      {
        code: "VERIFICATION_REQUIRED",
        field: ["input", "wechatId"],
        providerCode: "400002",
        verificationQrCodeUrl: textLike(/^http/),
      },
    ],
  });
});

test("W35 members", async () => {
  const { members } = await bench.ask(MembersDocument, { account: "account:wechat", role: "ADMIN", first: 10 });

  expect(wire()).toEqual([roles({ role: "1", offset: "0", limit: "10" })]);
  expect(members.nodes.length).toBeGreaterThan(0);
  for (const member of members.nodes) {
    expect(member.roles).toContain("ADMIN");
    expect(member.id).toBe(`member:wechat:${member.openId}`);
    expect(member.updatedAt).toMatch(/^\d{4}-/);
  }
});

test("W35 members page by page, whatever WeChat's own page size", async () => {
  await control(bench.wechat, "/_sandbox/seed", { rooms: 0, members: 75 });
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: MembersQuery = await bench.ask(MembersDocument, { account: "account:wechat", first: 40, after });
    seen.push(...page.members.nodes.map(({ id }) => id));
    after = page.members.pageInfo.hasNextPage ? (page.members.pageInfo.endCursor ?? null) : null;
    expect(page.members.totalCount).toBe(75);
  } while (after);
  expect(new Set(seen).size).toBe(75);
  expect(seen).toHaveLength(75);
});

test("W36 followers", async () => {
  const first = await bench.ask(FollowersDocument, { account: "account:wechat" });
  expect(wire().slice(0, 1)).toEqual([post("/wxa/business/get_wxa_followers", { limit: 200 })]);
  expect(first.followers.nodes).toHaveLength(200);
  expect(first.followers.pageInfo.hasNextPage).toBe(true);

  const second = await bench.ask(FollowersDocument, {
    account: "account:wechat",
    after: first.followers.pageInfo.endCursor,
  });
  expect(wire().at(0)).toMatchObject({
    path: "/wxa/business/get_wxa_followers",
    body: { limit: 200, page_break: anyNumber },
  });
  const seen = [...first.followers.nodes, ...second.followers.nodes].map(({ openId }) => openId);
  expect(new Set(seen).size).toBe(seen.length);
  expect(second.followers.pageInfo.hasNextPage).toBe(false);
});

test("W37 notifyFollowers", async () => {
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  const openIds = ["oC-vT5KfvgxATPoVl88oeTE-hnfE"];
  const { notifyFollowers } = await bench.ask(NotifyFollowersDocument, {
    input: { liveRoom: "room:wechat:2", recipients: { openIds } },
  });

  expect(wire()).toEqual([post("/wxa/business/push_message", { room_id: 2, user_openid: openIds }), LIST]);
  expect(notifyFollowers).toEqual({
    notification: {
      id: textLike(/^notification:wechat:/),
      status: "SENT",
      recipients: 1,
      sent: 1,
      succeeded: null,
      failed: null,
      messageIds: [textLike(/^\d{19}$/)],
      createdAt: anyText,
      finishedAt: null,
      liveRoom: { id: "room:wechat:2" },
    },
    userErrors: [],
  });
});

test("W37 a room that is not live is refused, and leaves nothing behind", async () => {
  const { notifyFollowers } = await bench.ask(NotifyFollowersDocument, {
    input: { liveRoom: "room:wechat:2", recipients: { openIds: ["oFAN1"] } },
  });
  expect(notifyFollowers).toMatchObject({
    notification: null,
    userErrors: [{ code: "INVALID_STATE", field: ["input", "liveRoom"], providerCode: "9410006" }],
  });
});

test("W37 everyone: page by page, in chunks of 2000, each once", async () => {
  await control(bench.wechat, "/_sandbox/seed", { rooms: 3, followers: 4500 });
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  const { notifyFollowers } = await bench.ask(NotifyFollowersDocument, {
    input: { liveRoom: "room:wechat:2", recipients: { everyone: true } },
  });
  const id = notifyFollowers.notification?.id ?? "";
  const progress = await untilAnswered(
    () => bench.ask(NotificationProgressDocument, { id }),
    ({ notification }) => notification?.status === "SENT",
  );
  expect(progress.notification).toMatchObject({ recipients: 4500, sent: 4500 });
  expect(progress.notification?.messageIds).toHaveLength(3);

  const pushes = wire().filter(({ path }) => path === "/wxa/business/push_message");
  const pushed = pushes.flatMap(({ body }) => (body as { user_openid: string[] }).user_openid);
  expect(pushes.map(({ body }) => (body as { user_openid: string[] }).user_openid.length)).toEqual([2000, 2000, 500]);
  expect(new Set(pushed).size).toBe(4500);
});

test("W37 any number of named recipients, each once", async () => {
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  const openIds = Array.from({ length: 2300 }, (_, index) => `oFAN${index}`);
  const { notifyFollowers } = await bench.ask(NotifyFollowersDocument, {
    input: { liveRoom: "room:wechat:2", recipients: { openIds: [...openIds, "oFAN7"] } },
  });
  const id = notifyFollowers.notification?.id ?? "";
  await untilAnswered(
    () => bench.ask(NotificationProgressDocument, { id }),
    ({ notification }) => notification?.status === "SENT",
  );
  const pushed = wire()
    .filter(({ path }) => path === "/wxa/business/push_message")
    .map(({ body }) => (body as { user_openid: string[] }).user_openid);
  expect(pushed.map((chunk) => chunk.length)).toEqual([2000, 300]);
});

test("W37 a chunk whose answer was lost is never sent again", async () => {
  await control(bench.wechat, "/_sandbox/rooms/2/status", { status: 101 });
  bench.wechat.fault({ path: "/wxa/business/push_message", kind: "commit-then-reset", times: 1 });
  const { notifyFollowers } = await bench.ask(NotifyFollowersDocument, {
    input: { liveRoom: "room:wechat:2", recipients: { openIds: ["oFAN1", "oFAN2"] } },
  });
  expect(notifyFollowers.notification).toMatchObject({ status: "SENT", recipients: 2, sent: 0, messageIds: [] });
  expect(wire().filter(({ path }) => path === "/wxa/business/push_message")).toHaveLength(1);
});
