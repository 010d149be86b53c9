import { describeDialects, everywhere, modern, success, type Outcome, type PerDialect } from "./support/qiniu";

const OK = success(0);
const BAD_REQUEST: PerDialect<Outcome> = {
  ...modern<Outcome>([400, 400, "Bad Request"]),
  master: [400, 400, "The arguments you provide is invalid."],
};
const refused = (text: string): PerDialect<Outcome> => ({
  ...modern<Outcome>([400, 400, text]),
  master: BAD_REQUEST.master,
});

describeDialects("users", (qiniu) => {
  const register = (body: unknown) => qiniu().server("POST", "/server/user/register", body);
  const info = (id: string) => qiniu().server("GET", `/server/user/info/${encodeURIComponent(id)}`);

  it("registers a user once", async () => {
    const user = { user_id: "user_1", nick: "小七", avatar: "https://images.test/1.png", extends: { age: "18" } };
    const answer = await register(user);
    expect(answer.outcome).toEqual(OK[qiniu().dialect]);
    expect(answer.text).not.toContain("data");
    expect((await info("user_1")).data).toEqual({ ...user, im_userid: 9000001 });
    const again: PerDialect<Outcome> = {
      ...modern<Outcome>([400, 10001, "Already existed"]),
      master: [500, 500, "Internal error"],
    };
    expect((await register(user)).outcome).toEqual(again[qiniu().dialect]);
  });

  it("shows a user's keys in the order of the server", async () => {
    await register({ user_id: "user_1" });
    const keys: PerDialect<string[]> = {
      ...modern(["user_id", "nick", "avatar", "im_userid", "extends"]),
      master: ["user_id", "nick", "avatar", "extends", "im_userid"],
    };
    expect(Object.keys((await info("user_1")).data as object)).toEqual(keys[qiniu().dialect]);
  });

  it("takes ids in any case, and with blanks behind, for the same user", async () => {
    await register({ user_id: "User_1", nick: "first" });
    expect((await info("uSER_1  ")).data).toMatchObject({ user_id: "User_1", nick: "first" });
    expect((await register({ user_id: "user_1 " })).status).not.toBe(200);
  });

  it.each<[string, unknown, PerDialect<Outcome>]>([
    ["an empty id", { user_id: "", nick: "N" }, refused("empty user_id")],
    ["no id", {}, refused("empty user_id")],
    ["null", "null", refused("empty user_id")],
    [
      "an id too long",
      { user_id: "u".repeat(65) },
      { ...modern<Outcome>([500, 500, "Internal Server Error"]), master: [500, 500, "Internal error"] },
    ],
    [
      "a nickname too long",
      { user_id: "u", nick: "名".repeat(65) },
      { ...modern<Outcome>([500, 500, "Internal Server Error"]), master: [500, 500, "Internal error"] },
    ],
    ["the longest of all", { user_id: "u".repeat(64), nick: "名".repeat(64), avatar: "a".repeat(255) }, OK],
  ])("answers a registration with %s", async (_, body, expected) => {
    expect((await register(body)).outcome).toEqual(expected[qiniu().dialect]);
  });

  it("knows nobody by an unknown id", async () => {
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([404, 404, "Not Found"]),
      master: [404, 500, "Internal error"],
    };
    expect((await info("nobody")).outcome).toEqual(expected[qiniu().dialect]);
    const profile = await qiniu().server("GET", "/server/user/profile/nobody");
    expect(profile.outcome).toEqual(expected[qiniu().dialect]);
  });

  it("shows the messaging account in profiles only", async () => {
    await register({ user_id: "user_1" });
    const { data } = await qiniu().server("GET", "/server/user/profile/user_1");
    expect(data).toMatchObject({ user_id: "user_1", im_username: "qluser_1" });
    expect((data as { im_password: string }).im_password).toHaveLength(8);
    const profiles = await qiniu().server("GET", "/server/user/profiles?user_ids=user_1");
    expect(profiles.data).toEqual([data]);
    expect((await info("user_1")).data).not.toHaveProperty("im_username");
  });

  it("changes what is not empty, and merges the attributes", async () => {
    await register({ user_id: "user_1", nick: "N", avatar: "A", extends: { a: "1", b: "1" } });
    const change = { nick: "", avatar: "B", extends: { b: "2" }, user_id: "ignored" };
    const answer = await qiniu().server("PUT", "/server/user/USER_1", change);
    expect(answer.outcome).toEqual(OK[qiniu().dialect]);
    expect((await info("user_1")).data).toMatchObject({ nick: "N", avatar: "B", extends: { a: "1", b: "2" } });
  });

  it.each<[string, string, unknown, PerDialect<Outcome>]>([
    ["of nobody", "nobody", {}, { ...modern<Outcome>([404, 404, "Not Found"]), master: [404, 404, "Not found"] }],
    [
      "too long",
      "user_1",
      { nick: "n".repeat(65) },
      { ...modern<Outcome>([500, 500, "Internal Server Error"]), master: [404, 602, "Database error"] },
    ],
  ])("refuses a change %s", async (_, id, body, expected) => {
    await register({ user_id: "user_1" });
    expect((await qiniu().server("PUT", `/server/user/${id}`, body)).outcome).toEqual(expected[qiniu().dialect]);
  });

  it("lists whom it knows, each once, in its own order", async () => {
    for (const user_id of ["b", "a", "c"]) await register({ user_id });
    const { data } = await qiniu().server("GET", "/server/user/infos?user_ids=c&user_ids=nobody&user_ids=b&user_ids=C");
    expect((data as { user_id: string }[]).map((user) => user.user_id)).toEqual(["b", "c"]);
    expect((await qiniu().server("GET", "/server/user/infos?user_ids=a,b")).data).toEqual([]);
  });

  it("lists 200 at most", async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `user_ids=${index}`).join("&");
    const list = (name: string, count: number) => qiniu().server("GET", `/server/user/${name}?${ids(count)}`);
    const text = "ids cant be empty, or more than 200";
    expect((await list("infos", 200)).outcome).toEqual(OK[qiniu().dialect]);
    for (const count of [0, 201]) {
      expect((await list("infos", count)).outcome).toEqual(refused(text)[qiniu().dialect]);
      const profiles: PerDialect<Outcome> = { ...modern<Outcome>([500, 500, text]), master: BAD_REQUEST.master };
      expect((await list("profiles", count)).outcome).toEqual(profiles[qiniu().dialect]);
    }
  });

  describe("in a batch", () => {
    const batch = (body: unknown) => qiniu().server("POST", "/server/user/register/batch", body);

    it("registers all, and has nothing to say", async () => {
      const answer = await batch([{ user_id: "a" }, { user_id: "b", nick: "B" }]);
      expect(answer.outcome).toEqual(OK[qiniu().dialect]);
      expect(answer.data).toEqual({ ...modern({}), master: null }[qiniu().dialect]);
      expect((await info("b")).data).toMatchObject({ nick: "B" });
    });

    it("tells which it could not register, and registers the others", async () => {
      await register({ user_id: "a" });
      const answer = await batch([{ user_id: "c" }, { user_id: "a" }, { user_id: "b" }, { user_id: "b" }]);
      expect(answer.outcome).toEqual(OK[qiniu().dialect]);
      const reason = { ...modern(""), master: '{"request_id":"","code":600,"message":"Already existed"}' }[
        qiniu().dialect
      ];
      expect(answer.data).toEqual({ a: reason, b: reason });
      expect((await info("c")).status).toBe(200);
    });

    it.each<[string, unknown, PerDialect<Outcome>]>([
      ["nobody", [], refused("empty request")],
      ["null", "null", refused("empty request")],
      [
        "201 users",
        Array.from({ length: 201 }, (_, index) => ({ user_id: `u${index}` })),
        refused("user count exceed 200"),
      ],
      ["a user without id", [{ user_id: "a" }, {}], refused("invalid request, empty user_id, index 1")],
    ])("refuses %s altogether", async (_, body, expected) => {
      expect((await batch(body)).outcome).toEqual(expected[qiniu().dialect]);
      expect((await info("a")).status).toBe(404);
    });

    it("takes 200", async () => {
      const users = Array.from({ length: 200 }, (_, index) => ({ user_id: `u${index}` }));
      expect((await batch(users)).outcome).toEqual(OK[qiniu().dialect]);
    });
  });

  it("says the same everywhere when a list is no list", async () => {
    const answer = await qiniu().server("POST", "/server/user/register/batch", {});
    expect(answer.status).toBe(everywhere(400)[qiniu().dialect]);
  });
});

describeDialects("a user's own calls", (qiniu) => {
  it("shows the caller's profile", async () => {
    const { outcome, data } = await qiniu().as("user_1", "GET", "/client/user/profile");
    expect(outcome).toEqual(OK[qiniu().dialect]);
    expect(data).toMatchObject({ user_id: "user_1", im_username: "qluser_1" });
  });

  it("changes the caller, and nobody else", async () => {
    await qiniu().token("user_2");
    const change = await qiniu().as("user_1", "PUT", "/client/user/user", { user_id: "user_2", nick: "N" });
    expect(change.outcome).toEqual(OK[qiniu().dialect]);
    const users = await qiniu().as("user_1", "GET", "/client/user/users?user_ids=user_1&user_ids=user_2");
    expect((users.data as { nick: string }[]).map((user) => user.nick)).toEqual(["", "N"]);
    const tooLong = await qiniu().as("user_1", "PUT", "/client/user/user", { nick: "n".repeat(65) });
    const expected: PerDialect<Outcome> = {
      ...modern<Outcome>([500, 500, "Internal Server Error"]),
      master: [404, 500, "Internal error"],
    };
    expect(tooLong.outcome).toEqual(expected[qiniu().dialect]);
  });

  it("shows others, by either id", async () => {
    await qiniu().token("user_2");
    const one = await qiniu().as("user_1", "GET", "/client/user/user/user_2");
    expect(one.data).toMatchObject({ user_id: "user_2" });
    const { im_userid } = one.data as { im_userid: number };
    expect(
      (await qiniu().as("user_1", "GET", `/client/user/imusers?im_user_ids=${im_userid}&im_user_ids=1`)).data,
    ).toEqual([one.data]);
    const nobody = await qiniu().as("user_1", "GET", "/client/user/user/nobody");
    expect(nobody.outcome.slice(0, 2)).toEqual({ ...modern([404, 404]), master: [404, 500] }[qiniu().dialect]);
  });

  it.each(["users?user_ids", "imusers?", "imusers?im_user_ids=x"])("refuses %s", async (query) => {
    const { status } = await qiniu().as("user_1", "GET", `/client/user/${query}`);
    expect(status).toBe(query === "users?user_ids" ? 200 : 400);
  });

  it("is told the messaging application", async () => {
    const { outcome, data } = await qiniu().as("user_1", "GET", "/client/app/config");
    expect([outcome, data]).toEqual([OK[qiniu().dialect], { im_app_id: "sandbox-im-app" }]);
  });
});
