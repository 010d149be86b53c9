import fc from "fast-check";
import { DateTimeScalar, DecimalScalar, UrlScalar } from "../../src/graphql/scalars";
import { CreateLiveRoomDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { minutes } from "../support/clock";

describe("DateTime", () => {
  const read = (value: unknown) => DateTimeScalar.parseValue(value);

  test("a time survives its way through text, and is always written in UTC", () => {
    const time = fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true });
    fc.assert(
      fc.property(time, (date) => {
        const text = DateTimeScalar.serialize(date);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(read(text)).toEqual(date);
      }),
    );
  });

  test.each([
    ["2021-09-18T08:00:00+08:00", "2021-09-18T00:00:00.000Z"],
    ["2021-09-18T00:00:00Z", "2021-09-18T00:00:00.000Z"],
    ["2021-09-18t00:00:00z", "2021-09-18T00:00:00.000Z"],
    ["2021-09-18T00:00:00.123456Z", "2021-09-18T00:00:00.123Z"],
    ["2024-02-29T12:00:00-05:30", "2024-02-29T17:30:00.000Z"],
  ])("%s is %s", (text, expected) => expect(read(text).toISOString()).toBe(expected));

  test.each([
    "2021-09-18",
    "2021-09-18T08:00:00",
    "2021-09-18 08:00:00Z",
    "2021-09-18T08:00Z",
    "2021-13-01T00:00:00Z",
    "2021-02-30T00:00:00Z",
    "2021-02-29T00:00:00+08:00",
    "2021-04-31T00:00:00Z",
    "2021-09-18T24:00:00Z",
    "2021-09-18T08:00:60Z",
    "2021-09-18T08:00:00+0800",
    "1631923200",
    "",
    1_631_923_200,
    true,
    null,
    {},
  ])("%j is none", (value) => expect(() => read(value)).toThrow(/DateTime must be RFC 3339 text with a zone/));
});

describe("Decimal", () => {
  test.each(["0", "99.5", "99.50", "-1", "0.00", "123456789012345.99"])("%s is one", (text) => {
    expect(DecimalScalar.parseValue(text)).toBe(text);
  });
  test.each([99.5, 1, "1e3", "1,000.00", "", ".5", "5.", "NaN", "Infinity", "0x10", " 1", null, true])(
    "%j is none",
    (value) => expect(() => DecimalScalar.parseValue(value)).toThrow(/Decimal must be an exact decimal/),
  );
});

describe("URL", () => {
  test.each(["https://shop.example/a.png?x=1#y", "http://127.0.0.1:4000/", "HTTPS://SHOP.EXAMPLE"])(
    "%s may be sent",
    (text) => expect(UrlScalar.parseValue(text)).toBe(text),
  );
  test.each([
    "/a.png",
    "shop.example",
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "ftp://shop.example/",
    "rtmp://shop.example/live",
    "https://",
    `https://shop.example/${"a".repeat(2048)}`,
    "",
    1,
    null,
  ])("%j may not", (value) => expect(() => UrlScalar.parseValue(value)).toThrow(/URL must be/));
});

describe("at the front door", () => {
  const bench = useBench();
  const create = (startsAt: string) =>
    `mutation { createLiveRoom(input: { account: "account:qiniu", title: "a", anchor: { userId: "user_1" }, startsAt: ${startsAt} }) { userErrors { code } } }`;

  test.each(['"tomorrow"', "1631923200", '"2021-09-18"', "true", '["2021-09-18T00:00:00Z"]'])(
    "%s in the document is no start",
    async (value) => {
      const { data, errors } = await bench.run(create(value));
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions["code"]).toBe("GRAPHQL_VALIDATION_FAILED");
      expect(bench.qiniu.calls()).toEqual([]);
    },
  );

  test("nor in a variable, whose place is told", async () => {
    const input = { account: "account:qiniu", title: "a", anchor: { userId: "user_1" }, startsAt: "tomorrow" };
    const { data, errors } = await bench.run(CreateLiveRoomDocument, { input });
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    expect(errors?.[0]?.message).toContain('"input.startsAt"');
    expect(bench.qiniu.calls()).toEqual([]);
  });

  test("a start in another zone is the same moment", async () => {
    const startsAt = "2026-03-03T00:00:00+09:00";
    const input = { account: "account:qiniu", title: "a", anchor: { userId: "user_1" }, startsAt };
    const { createLiveRoom } = await bench.ask(CreateLiveRoomDocument, { input });
    expect(createLiveRoom.liveRoom?.startsAt).toBe("2026-03-02T15:00:00.000Z");
    expect(minutes(13 * 60)).toBe("2026-03-02T15:00:00.000Z");
  });
});
