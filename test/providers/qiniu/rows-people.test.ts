import { SaveMemberDocument } from "../../generated/graphql";
import { dialects } from "../../../src/providers/qiniu/sandbox";
import { useBench } from "../../support/bench";

/* Users of a Qiniu deployment, in all three dialects. */

describe.each(dialects)("in the dialect %s", (dialect) => {
  const bench = useBench({ dialect });
  const save = (input: { nativeId: string; nickname?: string; avatarUrl?: string; attributes?: Pair[] }) =>
    bench.ask(SaveMemberDocument, { input: { account: "account:qiniu", ...input } });
  const infos = (userId: string) => ({
    method: "GET",
    path: "/server/user/infos",
    query: { user_ids: userId },
    body: null,
  });

  test("saveMember registers who is not known", async () => {
    const { saveMember } = await save({
      nativeId: "newcomer",
      nickname: "新人",
      avatarUrl: "https://shop.example/a.png",
      attributes: [{ key: "level", value: "1" }],
    });
    expect(bench.upstream(bench.qiniu)).toEqual([
      infos("newcomer"),
      {
        method: "POST",
        path: "/server/user/register",
        query: {},
        body: { user_id: "newcomer", nick: "新人", avatar: "https://shop.example/a.png", extends: { level: "1" } },
      },
      infos("newcomer"),
    ]);
    expect(saveMember).toEqual({
      member: {
        id: "member:qiniu:newcomer",
        nickname: "新人",
        avatarUrl: "https://shop.example/a.png",
        attributes: [{ key: "level", value: "1" }],
      },
      userErrors: [],
    });
  });

  test("saveMember changes who is known, and leaves what it does not name", async () => {
    const { saveMember } = await save({
      nativeId: "user_1",
      nickname: "林晓晓",
      attributes: [{ key: "level", value: "2" }],
    });
    expect(bench.upstream(bench.qiniu)).toEqual([
      infos("user_1"),
      {
        method: "PUT",
        path: "/server/user/user_1",
        query: {},
        body: { nick: "林晓晓", extends: { level: "2" } },
      },
      infos("user_1"),
    ]);
    expect(saveMember).toEqual({
      member: {
        id: "member:qiniu:user_1",
        nickname: "林晓晓",
        avatarUrl: "https://images.test/user_1.png",
        attributes: [
          { key: "age", value: "18" },
          { key: "level", value: "2" },
        ],
      },
      userErrors: [],
    });
  });

  test("saveMember of somebody known without anything to change is no more than a look", async () => {
    const { saveMember } = await save({ nativeId: "user_1" });
    expect(saveMember.userErrors).toEqual([]);
    expect(bench.upstream(bench.qiniu).map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  test("a registration whose answer was lost is repeated, looked up where that says nothing, and completed", async () => {
    bench.qiniu.fault({ path: "/server/user/register", kind: "commit-then-reset", times: 1 });
    const { saveMember } = await save({ nativeId: "newcomer", nickname: "新人" });
    expect(saveMember).toMatchObject({ member: { nickname: "新人" }, userErrors: [] });
    expect(bench.upstream(bench.qiniu).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /server/user/infos",
      "POST /server/user/register",
      "POST /server/user/register",
      // Master says "internal error" of a user who is there already.
      ...(dialect === "master" ? ["GET /server/user/info/newcomer"] : []),
      "PUT /server/user/newcomer",
      "GET /server/user/infos",
    ]);
  });

  test("two who save the same newcomer at once both succeed", async () => {
    const saved = await Promise.all([
      save({ nativeId: "newcomer", nickname: "新人" }),
      save({ nativeId: "newcomer", nickname: "新人" }),
    ]);
    for (const { saveMember } of saved) {
      expect(saveMember).toMatchObject({ member: { nickname: "新人" }, userErrors: [] });
    }
  });

  test("an id that is known in another spelling is refused, since the server takes both for one user", async () => {
    const { saveMember } = await save({ nativeId: "USER_1", nickname: "别人" });
    expect(saveMember).toEqual({
      member: null,
      userErrors: [expect.objectContaining({ code: "INVALID_INPUT", field: ["input", "nativeId"] })],
    });
    expect(bench.upstream(bench.qiniu)).toEqual([infos("USER_1")]);
  });

  const long = [{ key: "a", value: "8".repeat(1100) }];
  test.each([
    [{ nativeId: "" }, "nativeId"],
    [{ nativeId: "a/b" }, "nativeId"],
    [{ nativeId: "u".repeat(65) }, "nativeId"],
    [{ nativeId: "u", nickname: "林".repeat(65) }, "nickname"],
    [{ nativeId: "u", avatarUrl: "https://shop.example/".padEnd(256, "a") }, "avatarUrl"],
    [{ nativeId: "u", attributes: long }, "attributes"],
  ])("saveMember with %j is refused before any call", async (input, field) => {
    const { saveMember } = await save(input);
    expect(saveMember).toEqual({
      member: null,
      userErrors: [expect.objectContaining({ code: "INVALID_INPUT", field: ["input", field] })],
    });
    expect(bench.upstream(bench.qiniu)).toEqual([]);
  });
});

interface Pair {
  key: string;
  value: string;
}
